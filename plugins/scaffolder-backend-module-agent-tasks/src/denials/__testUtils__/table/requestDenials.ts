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

import type { Denial } from '../types';

const code = 'validation_failed' as const;
const NO_SLASH = 'its path has an owner and a name';
const SPELLING =
  "GitHub's API ignores keys that it does not know, and the proxy passes them on";
const STEP = 'Backstage checks the step by the schema of the action before it';
const NO_BODY = 'its inputs are an object always';
const TOOL = "MCP's protocol has the arguments as an object always";

const repositories: [name: string, repository: string][] = [
  ['a path leads elsewhere', 'acme/../payroll'],
  ['a path leads back', 'acme/storefront/../payroll'],
  ['a query', 'acme/storefront?x=1'],
  ['a fragment', 'acme/storefront#x'],
  ['a star', 'acme/*'],
  ['a star for everything', '*/*'],
  ['braces', 'acme/{storefront,payroll}'],
  ['brackets', 'acme/[s]torefront'],
  ['a question mark', 'acme/s?orefront'],
  ['a letter that looks alike', 'аcme/storefront'],
  ['letters of full width', 'acme/ｓtorefront'],
  ['a character without width', 'acme/store\u200bfront'],
  ['a NUL', 'acme/storefront\0'],
  ['a line break', 'acme/storefront\nx-evil: 1'],
  ['an escaped slash', 'acme/storefront%2f..%2fpayroll'],
  ['a space', 'acme/storefront '],
  ['an owner that is too long', `${'a'.repeat(200)}/storefront`],
];

/** Requests that make no sense, or more sense than they should. */
export const requestDenials: Denial[] = [
  ...repositories.map(([name, repository]) => ({
    name: `repository: ${name}`,
    code,
    request: { repository },
  })),
  {
    name: 'repository: a path in the owner',
    code,
    request: { repository: '../acme/payroll' },
    cannot: { proxy: 'the URL itself resolves the dots, to no endpoint' },
  },
  {
    name: 'repository: no slash',
    code,
    request: { repository: 'storefront' },
    cannot: { proxy: NO_SLASH },
  },
  {
    name: 'repository: a backslash for the slash',
    code,
    request: { repository: 'acme\\storefront' },
    cannot: { proxy: NO_SLASH },
  },
  {
    name: 'repository: another slash',
    code,
    request: { repository: 'acme／storefront' },
    cannot: { proxy: NO_SLASH },
  },
  { name: 'prompt: blank', code, request: { prompt: ' \n\t' } },
  { name: 'prompt: nothing to see', code, request: { prompt: '\u200b\u2060' } },
  { name: 'prompt: too long', code, request: { prompt: 'x'.repeat(65_537) } },
  { name: 'prompt: a NUL', code, request: { prompt: 'Add\0 it' } },
  ...['a..b', '-f', 'a b', 'a~1', '/main', 'main.lock', '@{-1}', 'a\nb'].map(
    baseRef => ({
      name: `base branch: ${JSON.stringify(baseRef)}`,
      code,
      request: { baseRef },
    }),
  ),
  {
    name: 'head branch: malformed',
    code,
    request: { headRef: 'refs/../heads' },
  },
  { name: 'model: a line break', code, request: { model: 'gpt-5.4\nx: 1' } },
  { name: 'model: a prompt', code, request: { model: 'any model you like' } },
  {
    name: 'custom agent: a path',
    code,
    request: { customAgent: '../../other/agents/root' },
  },
  {
    name: 'entity: malformed',
    code,
    request: { entityRef: 'storefront' },
    cannot: { proxy: 'it has no entityRef' },
  },
  {
    name: 'an unknown key',
    code,
    request: { sudo: true },
    cannot: { proxy: SPELLING, scaffolder: STEP },
  },
  {
    name: 'a known key in other letters',
    code,
    request: { MODEL: 'claude-opus-4.6' },
    cannot: { scaffolder: STEP },
  },
  {
    name: 'no prompt but by __proto__',
    code,
    request: JSON.parse(
      '{"prompt": null, "__proto__": {"prompt": "Add a health check"}}',
    ),
    cannot: { scaffolder: STEP },
  },
  {
    name: 'a boolean that is none',
    code,
    request: { createPullRequest: 'yes' },
    cannot: { scaffolder: STEP },
  },
  {
    name: 'a body that is a list',
    code,
    body: '[]',
    cannot: { scaffolder: NO_BODY, mcp: TOOL },
  },
  {
    name: 'a body that is no JSON',
    code,
    body: '{"prompt": ',
    cannot: { scaffolder: NO_BODY, mcp: TOOL },
  },
  {
    name: 'a body that is nested too deeply',
    code,
    body: `{"prompt":"Add it","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    cannot: { scaffolder: NO_BODY, mcp: TOOL },
  },
  {
    name: 'a body that is too large',
    code,
    body: `{"prompt":"${'x'.repeat(1_100_000)}"}`,
    cannot: {
      scaffolder: 'a brief of that size is refused there as too long',
      mcp: "Backstage's server takes 100 kB",
    },
  },
];
