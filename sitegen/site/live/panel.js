/* Shows what is wrong with the file behind the page, to the person who edits it. */

(() => {
  "use strict";

  const own = document.currentScript.src.replace(/[^/]*$/, "");
  const key = "sitegen-panel";
  const many = { error: "errors", warning: "warnings", note: "notes" };

  const element = (name, text, marks = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [mark, value] of Object.entries(marks)) made.setAttribute(mark, value);
    return made;
  };

  const counted = (findings) =>
    Object.keys(many)
      .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length])
      .filter(([, count]) => count)
      .map(([severity, count]) => `${count} ${count === 1 ? severity : many[severity]}`)
      .join(", ");

  const item = (finding, file) => {
    const made = element("li", "", { class: finding.severity });
    const elsewhere = finding.file !== file ? `${finding.file}${finding.line ? ":" : ""}` : finding.line ? "line " : "";
    const place = `${elsewhere}${finding.line || ""}`;
    const head = element("p", "", { class: "head" });
    head.append(element("strong", finding.severity), place ? ` ${place}` : "");
    made.append(head, element("p", finding.message));
    if (finding.hint) made.append(element("p", finding.hint, { class: "hint" }));
    return made;
  };

  const kept = () => {
    try {
      return sessionStorage.getItem(key) === "open";
    } catch {
      return false; /* a browser that keeps nothing */
    }
  };
  const keep = (open) => {
    try {
      sessionStorage.setItem(key, open ? "open" : "");
    } catch {
      /* then it is for this page only */
    }
  };

  const panel = ({ file, failure, findings }) => {
    const box = element("details");
    box.open = kept();
    box.addEventListener("toggle", () => keep(box.open));
    const worst = failure ? "error" : findings[0].severity;
    const sum = [failure ? "not built" : "", counted(findings)].filter(Boolean).join(", ");
    box.append(element("summary", sum, { class: worst }));
    const list = element("div", "", { class: "list", tabindex: "0", role: "region", "aria-label": "Findings" });
    if (failure) {
      list.append(element("p", "The last change could not be built. The site stands as it was before."));
      list.append(element("pre", failure));
    }
    if (findings.length) {
      const all = element("ul");
      all.append(...findings.map((finding) => item(finding, file)));
      list.append(element("p", file, { class: "file" }), all);
    }
    box.append(list);
    return box;
  };

  const show = (told) => {
    const place = element("aside", "", { id: "sitegen-panel", lang: "en", dir: "ltr", "aria-label": "For editors" });
    const inside = place.attachShadow({ mode: "open" });
    const style = element("link", "", { rel: "stylesheet", href: `${own}panel.css` });
    const box = panel(told);
    box.hidden = true; /* until it has its style */
    style.addEventListener("load", () => (box.hidden = false));
    inside.append(style, box);
    document.body.append(place);
  };

  const ask = async () => {
    const answer = await fetch(`${own}findings?page=${encodeURIComponent(decodeURI(location.pathname))}`);
    const told = answer.ok ? await answer.json() : null;
    if (told && (told.failure || told.findings.length)) show(told);
  };

  ask().catch(() => {}); /* the page was left, or the server ended */
})();
