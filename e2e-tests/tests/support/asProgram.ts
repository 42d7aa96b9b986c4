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

import type { APIResponse, Page } from '@playwright/test';

// See app-config.e2e.yaml.
const API_URL = 'http://localhost:7107/api/agent-tasks/v1';

/** Calls of the portal API as a program would make them, beside what the page makes. */
export type PortalCalls = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<APIResponse>;

/** Calls the portal API as the person who is signed in, with what their page sends. */
export async function asProgram(
  page: Page,
  options: {
    /** In place of the one that the page sends, or if it has none. */
    gitHubToken?: string;
  } = {},
): Promise<PortalCalls> {
  const asking = page.waitForRequest(
    request =>
      request.url().startsWith(API_URL) && request.method() !== 'OPTIONS',
  );
  await page.goto('/agent-tasks');
  const sent = await (await asking).allHeaders();
  const headers = Object.fromEntries(
    Object.entries(sent).filter(([name]) =>
      ['authorization', 'x-github-token'].includes(name),
    ),
  );
  if (options.gitHubToken) headers['x-github-token'] = options.gitHubToken;
  return (method, path, body) =>
    page.request.fetch(`${API_URL}${path}`, { method, headers, data: body });
}

/** The code of a refusal. */
export async function codeOf(response: APIResponse): Promise<string> {
  return (await response.json()).error.code;
}
