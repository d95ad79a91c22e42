// Annotating on the page: what is selected becomes an item in the front matter of the article. Served by the preview only.
if (document.querySelector(".leaf")) import("./marking.js");
