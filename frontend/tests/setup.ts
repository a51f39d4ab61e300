/** What every test starts from: a clean page. */
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach } from 'vitest';

beforeEach(() => { history.replaceState({}, '', '/'); });
afterEach(() => cleanup());
