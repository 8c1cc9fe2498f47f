import { defineConfig } from 'vite';

const home = 'http://127.0.0.1:7071';

export default defineConfig({
  build: {
    target: 'es2023',
    // Whatever the policy allows must come as a file: no inlined pictures, so that nobody has to allow more.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: Object.fromEntries(['/api', '/portal.json', '/portal/', '/outbox'].map((path) => [path, home])) },
});
