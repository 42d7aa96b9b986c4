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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { refetchInterval, shouldRetry } from './refetchInterval';

const wait = new AgentTasksError('github_rate_limited', 'Wait.', {
  retryAfter: 300,
});

describe('refetchInterval', () => {
  it.each([
    ['something goes on', true, true, undefined, 20_000],
    ['nothing goes on', false, true, undefined, 120_000],
    ['something goes on, no signals', true, false, undefined, 15_000],
    ['nothing goes on, no signals', false, false, undefined, 60_000],
    ['GitHub asks to wait', true, true, wait, 300_000],
    ['the network is down', true, true, new TypeError(), 20_000],
  ])('%s', (_, hasUnfinished, signalsAvailable, error, ms) => {
    expect(refetchInterval({ hasUnfinished, signalsAvailable, error })).toBe(
      ms,
    );
  });
});

describe('shouldRetry', () => {
  it('repeats once what nobody answered, never what was refused', () => {
    expect(shouldRetry(0, new TypeError('Failed to fetch'))).toBe(true);
    expect(shouldRetry(1, new TypeError('Failed to fetch'))).toBe(false);
    expect(shouldRetry(0, wait)).toBe(false);
    expect(shouldRetry(0, new Error('status 500'))).toBe(false);
  });
});
