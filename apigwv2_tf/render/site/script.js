"use strict";

// Search, and small comforts. The page is whole without it.
(() => {
  const bar = document.querySelector("[role=search]");
  const search = document.getElementById("search");
  const method = document.getElementById("method");
  const open = document.getElementById("open");
  const count = document.getElementById("count");
  const routes = [...document.querySelectorAll(".route")].map((item) => ({
    item,
    text: item.textContent.toLowerCase(),
    method: item.dataset.method || "",
    isOpen: "open" in item.dataset,
  }));
  const lists = [...document.querySelectorAll(".routes")];

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const route of routes) {
      const fits =
        words.every((word) => route.text.includes(word)) &&
        (!method.value || route.method === method.value) &&
        (!open.checked || route.isOpen);
      route.item.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const list of lists) {
      const isEmpty = !list.querySelector(".route:not([hidden])");
      list.hidden = isEmpty;
      list.nextElementSibling.hidden = !isEmpty;
    }
    count.textContent =
      shown === routes.length ? `${shown} routes` : `${shown} of ${routes.length} routes`;
  };

  const reveal = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place instanceof HTMLDetailsElement) {
      place.open = true;
      place.scrollIntoView();
    }
  };

  if (routes.length > 0) {
    bar.hidden = false;
    show();
  }
  for (const input of [search, method, open]) {
    input.addEventListener("input", show);
  }
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, select");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      show();
    }
  });
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((one) => (one.open = false)));
})();
