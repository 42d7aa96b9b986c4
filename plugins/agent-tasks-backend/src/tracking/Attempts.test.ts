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
import { Attempts } from './Attempts';

const signIn = new AgentTasksError('github_sign_in_required', 'Sign in');
const limited = new AgentTasksError('github_rate_limited', 'Later', {
  retryAfter: 60,
});
const away = new AgentTasksError('github_unavailable', 'Away');
const sso = new AgentTasksError('sso_required', 'Single sign-on');
const broken = new Error('database');

const failing = (error: unknown) => async () => {
  throw error;
};

describe('Attempts', () => {
  it.each<[string, unknown[], unknown]>([
    ['none', [], undefined],
    ['the first', [sso, broken], sso],
    ['the one that tells how long to wait', [broken, limited], limited],
  ])('tells of several failures %s', async (_, errors, expected) => {
    const attempts = new Attempts(() => {});
    for (const error of errors) {
      expect(await attempts.ofOwner(failing(error), 'otherwise')).toBe(
        'otherwise',
      );
    }
    expect(attempts.failure).toBe(expected);
  });

  it.each([
    ['the token is refused', signIn],
    ['a limit is set', limited],
    ['GitHub is away', away],
  ])('asks no more after %s', async (_, error) => {
    const attempts = new Attempts(() => {});
    await attempts.ofTask(failing(error), undefined);
    const work = jest.fn(async () => 'answer');
    expect(await attempts.ofOwner(work, 'otherwise')).toBe('otherwise');
    expect(work).not.toHaveBeenCalled();
    expect(attempts.failure).toBe(error);
  });

  it('gives the refused token before the limit that came at the same time', async () => {
    const attempts = new Attempts(() => {});
    await Promise.all([
      attempts.ofOwner(failing(limited), undefined),
      attempts.ofOwner(failing(signIn), undefined),
    ]);
    expect(attempts.failure).toBe(signIn);
  });

  it('does not delay an owner for what concerns one task', async () => {
    const heard: unknown[] = [];
    const attempts = new Attempts(error => heard.push(error));
    const onRefused = jest.fn();
    await attempts.ofTask(failing(sso), undefined, onRefused);
    expect(await attempts.ofTask(async () => 'answer', undefined)).toBe(
      'answer',
    );
    expect(attempts).toMatchObject({ failure: undefined, refusal: sso });
    expect(heard).toEqual([sso]);
    expect(onRefused).toHaveBeenCalledTimes(1);
    await attempts.ofTask(failing(broken), undefined);
    expect(attempts.failure).toBe(broken);
  });
});
