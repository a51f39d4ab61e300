/** Types of what Vite lets us import. */
/// <reference types="svelte" />
/// <reference types="vite/client" />
