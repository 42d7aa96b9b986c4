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

import { mockServices } from '@backstage/backend-test-utils';
import type { Transition } from 'backstage-plugin-agent-tasks-common';
import { storedTask } from '../__testUtils__/storedTask';
import { logTasks } from './logTasks';

describe('logTasks', () => {
  const at = '2026-11-22T12:00:00.000Z';
  const task = storedTask({
    id: '5f1c',
    repository: 'acme/services',
    title: 'The secret title',
    prompt: 'The secret prompt',
    dispatch: {
      status: 'unknown',
      error: { code: 'github_timeout', message: 'The secret message' },
    },
    github: { taskId: 'abc' },
    pullRequest: {
      number: 7,
      title: 'The secret pull request',
      url: 'https://github.com/acme/services/pull/7',
      state: 'open',
      isDraft: true,
    },
  });

  const logged = (...transitions: Transition[]) => {
    const logger = mockServices.logger.mock();
    logTasks(logger).changed(task, transitions);
    return [
      ...logger.info.mock.calls.map(call => ['info', ...call]),
      ...logger.warn.mock.calls.map(call => ['warn', ...call]),
    ];
  };

  it.each<[Transition, level: string, message: string]>([
    [
      { at, kind: 'dispatch', from: 'pending', to: 'accepted' },
      'info',
      'dispatch accepted',
    ],
    [
      { at, kind: 'dispatch', from: 'pending', to: 'unknown' },
      'warn',
      'dispatch unknown',
    ],
    [
      { at, kind: 'state', from: 'queued', to: 'in_progress' },
      'info',
      'in_progress',
    ],
    [{ at, kind: 'pull_request', to: 'draft' }, 'info', 'pull request draft'],
    [
      { at, kind: 'tracking', from: 'live', to: 'stalled' },
      'info',
      'tracking stalled',
    ],
  ])('%j', (transition, level, message) => {
    expect(logged(transition)).toEqual([
      [
        level,
        `Agent task 5f1c in acme/services: ${message}`,
        expect.objectContaining({
          taskId: '5f1c',
          repository: 'acme/services',
          user: task.requestedBy,
          kind: transition.kind,
          to: transition.to,
          githubTaskId: 'abc',
          pullRequest: 7,
        }),
      ],
    ]);
  });

  it('names the code of a refusal, and no words of anybody', () => {
    const lines = logged(
      { at, kind: 'dispatch', to: 'unknown', note: 'The secret note' },
      { at, kind: 'state', to: 'failed', note: 'The secret error' },
    );
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).toContain('github_timeout');
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('is silent about what is no step', () => {
    expect(logged()).toEqual([]);
  });
});
