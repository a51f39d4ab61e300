/** What every test starts from: a clean page. */
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';

// The machine may be busy; what is really missing still fails.
configure({ asyncUtilTimeout: 4000 });

beforeEach(() => { history.replaceState({}, '', '/'); });
afterEach(() => cleanup());
