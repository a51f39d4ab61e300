/** Starts the screens in the page that Django serves. */
import './styles/base.css';
import './styles/print.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { languageOfPage, useLanguage } from './lib/i18n/i18n.svelte';
import { startRouter } from './lib/router/router.svelte';

const target = document.getElementById('app');

if (target) {
  startRouter();
  void useLanguage(languageOfPage()).then(() => {
    target.replaceChildren();
    mount(App, { target });
  });
}
