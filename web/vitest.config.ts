import { defineConfig } from 'vitest/config';

const project = (name: string, environment: string) => ({
  test: { name, environment, include: [`packages/${name}/test/**/*.test.ts`], testTimeout: 60_000 },
});

export default defineConfig({
  test: {
    projects: [
      project('client', 'node'),
      project('widgets', 'happy-dom'),
      project('react', 'happy-dom'),
      project('console', 'happy-dom'),
    ],
  },
});
