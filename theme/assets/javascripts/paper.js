/* What a script does on every page. It stands in the masthead, before anything is drawn, so that nobody
 * who reads in the dark sees a flash of white. */

(() => {
  "use strict";

  const page = document.body;
  const form = document.querySelector("[data-md-component=palette]");
  const choices = form ? [...form.querySelectorAll("input")] : [];
  const key = "colours";
  document.documentElement.classList.replace("no-js", "js");

  const kept = () => {
    try {
      return Number(localStorage.getItem(key)) || 0;
    } catch {
      return 0; /* a browser that keeps nothing */
    }
  };
  const keep = (index) => {
    try {
      localStorage.setItem(key, index);
    } catch {
      /* then it is for this page only */
    }
  };

  /* The first choice is "as the device": one of the others, by what the device says. */
  const show = (index) => {
    const chosen = choices[index];
    const device = choices.find((each) => each !== chosen && matchMedia(each.dataset.mdColorMedia).matches);
    const from = chosen.dataset.mdColorMedia === "(prefers-color-scheme)" && device ? device : chosen;
    for (const part of ["Scheme", "Primary", "Accent"]) {
      page.dataset[`mdColor${part}`] = from.dataset[`mdColor${part}`];
    }
    page.dataset.mdColorMedia = chosen.dataset.mdColorMedia;
    choices.forEach((each, place) => {
      each.checked = place === index;
      if (each.nextElementSibling) each.nextElementSibling.hidden = place !== index;
    });
  };

  if (choices.length) {
    let now = Math.min(kept(), choices.length - 1);
    const choose = (index) => {
      now = index;
      show(now);
      keep(now);
    };
    show(now);
    form.addEventListener("change", (event) => choose(choices.indexOf(event.target)));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      choose((now + 1) % choices.length);
      choices[now].focus();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(now));
  }

  /* On the front page the bar takes up the paper's name when the large one has scrolled away. */
  addEventListener("DOMContentLoaded", () => {
    const small = document.querySelector("[data-md-component=header-title]");
    const large = document.querySelector("main h1");
    if (!small || !large) return;
    new IntersectionObserver(([entry]) => {
      small.classList.toggle("md-header__title--active", !entry.isIntersecting);
    }).observe(large);
  });
})();
