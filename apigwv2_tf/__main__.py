"""``python -m apigwv2_tf``."""

from apigwv2_tf.cli import main

main(prog_name="apigwv2-tf")
