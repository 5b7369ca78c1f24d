"use strict";
(() => {
  const form = document.getElementById("filter");
  if (form) {
    const rows = Array.from(document.querySelectorAll("#table tbody tr"));
    const words = rows.map((row) => row.textContent.toLowerCase());
    const fields = form.elements;
    const apply = () => {
      const levels = new Set(Array.from(form.querySelectorAll("[name=level]:checked"), (box) => box.value));
      const code = fields.code.value;
      const input = fields.input ? fields.input.value : "";
      const text = fields.text.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, index) => {
        const data = row.dataset;
        const fits = levels.has(data.level) && (!code || data.code === code)
          && (!input || data.input === input) && words[index].includes(text);
        row.hidden = !fits;
        shown += fits;
      });
      fields.count.value = `${shown} of ${rows.length} findings`;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      form.querySelectorAll("[name=level]").forEach((box) => { box.checked = true; });
      form.querySelectorAll("select, [type=search]").forEach((field) => { field.value = ""; });
      apply();
    });
    apply();
  }

  const said = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
    return true;
  };
  document.querySelectorAll("button.copy").forEach((button) => {
    const label = button.firstChild;
    button.hidden = false;
    button.addEventListener("click", async () => {
      label.data = (await said(button.dataset.copy)) ? "Copied" : "Select and copy it";
      button.focus();
      setTimeout(() => { label.data = "Copy"; }, 2000);
    });
  });

  // A card beside its text is brought into view without moving the text.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    const card = link && document.getElementById(link.hash.slice(1));
    const list = card && card.closest(".cards");
    if (!list || getComputedStyle(list).position !== "sticky") return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    document.querySelectorAll(".chosen").forEach((each) => each.classList.remove("chosen"));
    card.classList.add("chosen");
    const show = () => {
      list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
    };
    show();
    requestAnimationFrame(show); // what came into sight has got its height by now
    card.focus({ preventScroll: true });
  });
})();
