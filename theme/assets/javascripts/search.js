/* Opens the search. Nothing else of it is fetched before a reader turns to it: the modules in search/ come
 * when the dialog opens or the search page is shown, and of the index what each query needs. */

(() => {
  "use strict"

  const HERE = document.currentScript.src
  const load = (name) => import(new URL(`search/${name}.js`, HERE).href)

  const page = document.querySelector("[data-search=desk]")
  const boxes = document.querySelectorAll("[data-search=box]")
  const dialog = document.querySelector("[data-search-dialog]")
  const opener = document.querySelector("[data-search-open]")

  if (page) load("desk").then(({ start }) => start(page))
  for (const box of boxes) {
    box.addEventListener("focusin", () => load("box").then(({ start }) => start(box)), { once: true })
  }

  const open = () => {
    const own = document.querySelector("[data-search=desk] [type=search], :not(dialog) > [data-search=box] [type=search]")
    if (own && !dialog?.contains(own)) return own.focus()
    if (!dialog) return
    if (!dialog.open) dialog.showModal()
    dialog.querySelector("[type=search]").select()
  }

  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
  dialog?.querySelector("[data-search-close]").addEventListener("click", () => dialog.close())
  dialog?.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    event.preventDefault() /* else it would only empty the box */
    dialog.close()
  })
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey
    if (!(slash || letter) || (dialog?.open && slash)) return
    event.preventDefault()
    open()
  })
})()
