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

import { idempotencyKeySchema } from 'backstage-plugin-agent-tasks-common';
import { idempotencyKey } from './idempotencyKey';

const run = {
  scaffolderTaskId: '0d9d5a2b-3f4f-4b39-8d5e-0f8c0a8f7f7e',
  stepId: 'start',
  request: { repository: 'acme/billing', prompt: 'Add a test.' },
};

describe('idempotencyKey', () => {
  it('is the same for a retry and names run and step', () => {
    const key = idempotencyKey(run);
    expect(idempotencyKey({ ...run, request: { ...run.request } })).toBe(key);
    expect(key).toMatch(/^0d9d5a2b-.*:start:[0-9a-f]{16}$/);
    expect(key).not.toContain('test');
  });

  it.each([
    ['run', { ...run, scaffolderTaskId: 'another' }],
    ['step', { ...run, stepId: 'again' }],
    ['iteration', { ...run, each: { key: '1', value: 'b' } }],
    [
      'request',
      { ...run, request: { ...run.request, repository: 'acme/storefront' } },
    ],
  ])('differs by %s', (_, other) => {
    expect(idempotencyKey(other)).not.toBe(idempotencyKey(run));
  });

  it.each([
    ['long', 'x'.repeat(300)],
    ['with spaces', 'start the agent'],
    ['in unicode', 'agent-starten-für-später'],
  ])('is a valid key for a step id that is %s', (_, stepId) => {
    const key = idempotencyKey({ ...run, stepId });
    expect(idempotencyKeySchema.safeParse(key).success).toBe(true);
    expect(key).not.toBe(idempotencyKey({ ...run, stepId: `${stepId}2` }));
  });
});
