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
import { Announcer } from './Announcer';

const task = storedTask({
  id: '1',
  title: 'Add a health check',
  error: { code: 'failed', message: 'No runner was free' },
  pullRequest: {
    number: 7,
    title: 'Add',
    url: 'https://github.com/acme/services/pull/7',
    state: 'open',
    isDraft: true,
  },
});

const transition = (kind: Transition['kind'], to: string): Transition => ({
  at: '2026-11-22T12:00:00.000Z',
  kind,
  to,
});

describe('Announcer', () => {
  function setUp() {
    const signals = { publish: jest.fn().mockResolvedValue(undefined) };
    const notifications = { send: jest.fn().mockResolvedValue(undefined) };
    const logger = mockServices.logger.mock();
    const announcer = Announcer.create({ signals, notifications, logger });
    return { signals, notifications, logger, announcer };
  }

  it.each([
    [
      'completed',
      'Pull request #7 in acme/services is ready for review',
      'normal',
      'Add a health check',
    ],
    [
      'failed',
      'The agent failed in acme/services',
      'high',
      'Add a health check: No runner was free',
    ],
    [
      'timed_out',
      'The agent ran out of time in acme/services',
      'high',
      'Add a health check: No runner was free',
    ],
    [
      'cancelled',
      'The agent was stopped in acme/services',
      'normal',
      'Add a health check: No runner was free',
    ],
    [
      'waiting_for_user',
      'The agent waits for your answer in acme/services',
      'high',
      'Add a health check. Answer it on GitHub; the agent goes on after that.',
    ],
  ])(
    'notifies the requester of %s',
    async (to, title, severity, description) => {
      const { announcer, notifications } = setUp();
      await announcer.announce(task, [transition('state', to)]);
      expect(notifications.send.mock.calls).toEqual([
        [
          {
            recipients: { type: 'entity', entityRef: 'user:default/ada-nwosu' },
            payload: {
              title,
              description,
              severity,
              link: '/agent-tasks/tasks/1',
              topic: 'agent-tasks',
              scope: 'agent-task:1',
            },
          },
        ],
      ]);
    },
  );

  it('waits for no notification that never comes to an end', async () => {
    jest.useFakeTimers();
    try {
      const { announcer, notifications } = setUp();
      notifications.send.mockReturnValue(new Promise(() => {}));
      const announced = announcer.announce(task, [
        transition('state', 'completed'),
      ]);
      await jest.advanceTimersByTimeAsync(5_000);
      await expect(announced).resolves.toBeUndefined();
    } finally {
      jest.useRealTimers();
    }
  });

  it('signals every change by its id, and notifies of few', async () => {
    const { announcer, signals, notifications } = setUp();
    await announcer.announce(task, [
      transition('state', 'queued'),
      transition('state', 'in_progress'),
      transition('pull_request', 'draft'),
      transition('tracking', 'paused'),
      transition('dispatch', 'unknown'),
    ]);
    expect(signals.publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'agent-tasks',
          message: { type: 'task-changed', id: '1' },
        },
      ],
    ]);
    expect(notifications.send).not.toHaveBeenCalled();
  });

  it('gets over backends that are absent', async () => {
    const { announcer, signals, notifications, logger } = setUp();
    signals.publish.mockRejectedValue(new Error('down'));
    notifications.send.mockRejectedValue(new Error('Add a health check'));
    await announcer.announce(task, [transition('state', 'completed')]);
    expect(logger.warn).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('health');
  });
});
