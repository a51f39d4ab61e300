/* By day or by night, as the person chose for this house: read before anything is drawn, so that nothing flashes.
   Buttons with data-theme-choice change it, on the screens and on the plain pages alike. */
(() => {
  const KEY = 'theme';
  const HEADER = { light: '#0a3d46', dark: '#0a2a31' };
  const root = document.documentElement;

  /** Without storage (a private window may refuse it) the choice holds for this page. */
  function read() {
    try { return localStorage.getItem(KEY); } catch { return null; }
  }

  function keep(choice) {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch { /* nothing to keep it in */ }
  }

  function show(choice) {
    const chosen = choice in HEADER ? choice : null;
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.content = HEADER[chosen ?? (meta.media.includes('dark') ? 'dark' : 'light')];
    }
    for (const button of document.querySelectorAll('[data-theme-choice]')) {
      button.setAttribute('aria-pressed', String(button.dataset.themeChoice === (chosen ?? 'auto')));
      button.parentElement.hidden = false;
    }
    return chosen;
  }

  show(read());
  document.addEventListener('DOMContentLoaded', () => show(read()));
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-theme-choice]');
    if (button) keep(show(button.dataset.themeChoice));
  });
})();
