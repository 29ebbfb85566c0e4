/* What a script adds to a story's page. Without it every word of the page is there all the same. */

(() => {
  "use strict";

  /* The button that copies the page's address, and says that it did. */
  const button = document.querySelector("[data-copy-link]");
  const said = document.querySelector("[data-copy-link-said]");

  const words = button?.textContent.trim();

  const copy = async () => {
    const address = button.dataset.copyLink || location.href.split("#")[0];
    const label = button.lastElementChild;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = label.textContent = button.dataset.done;
      setTimeout(() => {
        label.textContent = words;
      }, 4000);
    } catch {
      said.textContent = button.dataset.failed.replace("{address}", address); /* no https: by hand then */
      said.classList.add("copy-link__said--shown");
    }
  };

  if (button && said) {
    button.hidden = false;
    button.addEventListener("click", () => {
      said.textContent = ""; /* so that a second copy is said again */
      copy();
    });
  }

  /* The contents stand open where the margin has room for them. */
  const contents = document.querySelector("[data-contents]");
  const margin = matchMedia("(min-width: 76.25em)");
  const unfold = () => {
    contents.open = margin.matches;
  };
  if (contents) {
    unfold();
    margin.addEventListener("change", unfold);
  }

  /* A table or a block of code that fits needs no stop for the keyboard; one that is wider has one. */
  const wide = [...document.querySelectorAll(".copy :is(.table, pre > code)")];
  const stops = () =>
    wide.forEach((each) => {
      if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    });
  if (wide.length) {
    stops();
    addEventListener("resize", stops);
  }
})();
