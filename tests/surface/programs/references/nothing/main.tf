variable "id" {
  type = string
}

output "target" {
  value = "integrations/${var.id}"
}
