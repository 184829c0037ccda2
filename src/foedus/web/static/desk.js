// What every page does beyond plain HTML: nothing that the page needs to work.
"use strict";
(() => {
  // A slider or choice that asks anew as soon as it is changed.
  for (const form of document.querySelectorAll("form[data-asks-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }
  // A slider tells its value while it moves.
  for (const slider of document.querySelectorAll("input[type=range][data-tells]")) {
    const told = document.getElementById(slider.dataset.tells);
    const tell = () => { if (told) told.textContent = slider.value; };
    slider.addEventListener("input", tell);
    tell();
  }
  // A link to a part of the page that is folded away unfolds it.
  const unfold = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    let part = id && document.getElementById(id);
    for (; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    if (id) document.getElementById(id)?.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
  // Files dropped anywhere on a drop form are taken by its file field.
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const field = form.querySelector("input[type=file]");
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; field.dispatchEvent(new Event("change")); }
    });
  }
  // A field is checked by the desk as it is left: the answer stands in the element it names.
  for (const field of document.querySelectorAll("[data-check]")) {
    const told = document.getElementById(field.dataset.told ?? field.getAttribute("aria-describedby"));
    let asked = 0, timer;
    const check = async () => {
      const number = ++asked;
      const query = new URLSearchParams({ key: field.dataset.check, value: field.value, lang: document.documentElement.lang });
      const dated = field.form?.elements.date?.value;
      if (dated) query.set("on", dated);
      try {
        const answer = await (await fetch(`/api/check?${query}`)).json();
        if (number !== asked) return;
        field.setAttribute("aria-invalid", String(!answer.good));
        if (told) { told.textContent = answer.told; told.classList.toggle("wrong", !answer.good); }
      } catch { /* the form is checked again when it is sent */ }
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(check, 250); });
    if (field.value) check();
  }
})();
