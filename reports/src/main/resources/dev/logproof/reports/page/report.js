// The JSON in the page as files. Without this script the page lacks nothing but the links.
for (const link of document.querySelectorAll('a.download')) {
  const json = document.getElementById(link.dataset.from).textContent;
  link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
}
