/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './tests',
  outputDir: './artifacts/results',
  // More than the waits of the longest journey together, each of which has a
  // limit of its own.
  timeout: 420_000,
  expect: { timeout: 45_000 },
  // One portal and one simulated GitHub serve all journeys.
  workers: 1,
  retries: 0,
  reporter: [['list'], ['json']],
  use: {
    baseURL: 'http://localhost:3100',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
      ],
    },
  },
  // The very command that a newcomer types, on other ports.
  webServer: {
    command: 'node scripts/start.mjs --config e2e-tests/app-config.e2e.yaml',
    cwd: '..',
    wait: { stdout: /The portal is ready/ },
    timeout: 300_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
