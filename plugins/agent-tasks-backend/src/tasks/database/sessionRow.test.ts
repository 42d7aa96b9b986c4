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

import type { Session } from 'backstage-plugin-agent-tasks-common';
import { toSessionRow } from './sessionRow';

const task = { id: 'a-task', createdAt: '2026-11-22T12:00:00.000Z' };

const rowOf = (session: Partial<Session>) =>
  toSessionRow(
    task,
    { id: 's1', state: 'completed', rawState: 'completed', ...session },
    3,
  );

describe('toSessionRow', () => {
  it('keeps the session as it is, and beside it what is added up', () => {
    const session: Session = {
      id: 's1',
      state: 'completed',
      rawState: 'completed',
      model: 'gpt-5.4',
      usage: { aiCreditsNano: '403451775000', premiumRequests: 0.33 },
      createdAt: '2026-11-22T13:00:00.000Z',
    };
    expect(toSessionRow(task, session, 3)).toEqual({
      task_id: 'a-task',
      id: 's1',
      position: 3,
      session: JSON.stringify(session),
      model: 'gpt-5.4',
      ai_credits_nano: '403451775000',
      premium_requests: 0.33,
      created_at: '2026-11-22T13:00:00.000Z',
    });
  });

  it.each<[string, Partial<Session>, object]>([
    [
      'has nothing for what is not reported',
      {},
      {
        model: null,
        ai_credits_nano: null,
        premium_requests: null,
        created_at: task.createdAt,
      },
    ],
    [
      'keeps a cost of zero',
      { usage: { aiCreditsNano: '0' } },
      { ai_credits_nano: '0', premium_requests: null },
    ],
    [
      'keeps the largest cost that fits',
      { usage: { aiCreditsNano: '9223372036854775807' } },
      { ai_credits_nano: '9223372036854775807' },
    ],
    [
      'does not keep a cost that does not fit',
      {
        usage: { aiCreditsNano: '9223372036854775808', premiumRequests: 1e300 },
      },
      { ai_credits_nano: null, premium_requests: null },
    ],
    ['takes no model for none', { model: '' }, { model: null }],
    [
      'takes the time of the task for one that does not sort',
      { createdAt: '+010000-01-01T00:00:00.000Z' },
      { created_at: task.createdAt },
    ],
  ])('%s', (_what, session, expected) => {
    expect(rowOf(session)).toMatchObject(expected);
  });
});
