/* What a script does on every page. It stands in the masthead, before anything is drawn, so that nobody
 * who reads in the dark sees a flash of white. */

(() => {
  "use strict";

  /* What a reader may choose, in this order; the first is "as the device". */
  const schemes = [null, "default", "slate"];
  const key = "colours";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector("[data-colours]");
  document.documentElement.classList.replace("no-js", "js");

  const kept = () => {
    try {
      const choice = Number(localStorage.getItem(key));
      return choice in schemes ? choice : 0;
    } catch {
      return 0; /* a browser that keeps nothing */
    }
  };
  const keep = (choice) => {
    try {
      localStorage.setItem(key, choice);
    } catch {
      /* then it is for this page only */
    }
  };

  if (button) {
    const names = JSON.parse(button.dataset.colours);
    let chosen = kept();
    const show = () => {
      document.body.dataset.mdColorScheme = schemes[chosen] ?? (dark.matches ? "slate" : "default");
      button.dataset.chosen = chosen;
      button.title = names[chosen];
      button.setAttribute("aria-label", names[chosen]);
    };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      chosen = (chosen + 1) % schemes.length;
      show();
      keep(chosen);
    });
    dark.addEventListener("change", show);
  }

  /* On the front page the bar takes up the paper's name when the large one has scrolled away. */
  addEventListener("DOMContentLoaded", () => {
    const small = document.querySelector("[data-nameplate-gone]");
    const large = document.querySelector("main h1");
    if (!small || !large) return;
    new IntersectionObserver(([entry]) => {
      small.dataset.nameplateGone = !entry.isIntersecting;
    }).observe(large);
  });
})();
