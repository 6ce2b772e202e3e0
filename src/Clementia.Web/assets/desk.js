// Works without it: this adds keys to the vetting board, and says that a filing is under way.
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
  const button = document.querySelector(`[data-keys] [data-key="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); return; }
  if (event.key === 'j' || event.key === 'k') {
    const links = [...document.querySelectorAll('.desk-list a')];
    const at = links.findIndex(link => link.getAttribute('aria-current') === 'true');
    const to = links[at + (event.key === 'j' ? 1 : -1)];
    if (to) { event.preventDefault(); to.click(); }
  }
});
document.querySelector('.desk-drop')?.addEventListener('submit', event => {
  event.target.querySelector('.desk-busy').hidden = false;
});
document.querySelector('.desk-list [aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
