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
import type { JsonObject } from '@backstage/types';
import { readPolicy } from './readPolicy';

const read = (data: JsonObject) =>
  readPolicy(mockServices.rootConfig({ data }));

const withRules = (...repositories: JsonObject[]) => ({
  agentTasks: { policy: { repositories } },
});

const limits = (settings: JsonObject) => ({
  agentTasks: { policy: { limits: settings } },
});

describe('readPolicy', () => {
  it.each<[why: string, data: JsonObject, key: string, remedy: RegExp]>([
    [
      'a limit of nothing',
      limits({ activeTasksPerUser: 0 }),
      'agentTasks.policy.limits.activeTasksPerUser',
      /at least 1/,
    ],
    [
      'a limit of one and a half',
      limits({ tasksPerUserPerDay: 1.5 }),
      'agentTasks.policy.limits.tasksPerUserPerDay',
      /whole number/,
    ],
    [
      'a limit that does not exist',
      limits({ tasksPerDay: 1 }),
      'agentTasks.policy.limits.tasksPerDay',
      /does not exist/,
    ],
    [
      'a slip of the pen in a rule',
      withRules({ match: 'acme/*', model: ['gpt-5.4'] }),
      'agentTasks.policy.repositories[0].model',
      /use one of: match, deny, models/,
    ],
    [
      'a rule without match',
      withRules({ deny: true }),
      'agentTasks.policy.repositories[0].match',
      /Missing required/,
    ],
    [
      'a match without slash',
      withRules({ match: 'acme/*' }, { match: '*' }),
      'agentTasks.policy.repositories[1].match',
      /owner\/name/,
    ],
    [
      'a match with an open brace',
      withRules({ match: 'acme/{a,b' }),
      'agentTasks.policy.repositories[0].match',
      /no partner/,
    ],
    [
      'an allowed entity of no kind',
      withRules(
        { match: 'acme/a' },
        { match: 'acme/b' },
        { match: 'acme/c', allow: ['platform'] },
      ),
      'agentTasks.policy.repositories[2].allow[0]',
      /group:default\/platform/,
    ],
    [
      'an allowed entity that is no person',
      withRules({ match: 'acme/a', allow: ['user:ada', 'component:billing'] }),
      'agentTasks.policy.repositories[0].allow[1]',
      /user or group/,
    ],
    [
      'a denial with models',
      withRules({ match: 'acme/a', deny: true, models: ['gpt-5.4'] }),
      'agentTasks.policy.repositories[0].models',
      /cannot stand beside deny/,
    ],
    [
      'an empty list',
      withRules({ match: 'acme/a', customAgents: [] }),
      'agentTasks.policy.repositories[0].customAgents',
      /would allow nothing/,
    ],
    [
      'the same rule twice',
      withRules(
        { match: 'acme/a', allow: ['user:a', 'user:b'] },
        { match: 'ACME/a', allow: ['user:b', 'user:a'] },
      ),
      'agentTasks.policy.repositories[1]',
      /repeats agentTasks.policy.repositories\[0\]/,
    ],
    [
      'a rule that another one cancels',
      withRules({ match: 'acme/a' }, { match: 'acme/A', deny: true }),
      'agentTasks.policy.repositories[0]',
      /agentTasks.policy.repositories\[1\] denies/,
    ],
    [
      'a wrong type',
      withRules({ match: 'acme/a', deny: 'perhaps' }),
      'agentTasks.policy.repositories[0].deny',
      /boolean/,
    ],
  ])('refuses %s and names its key', (_why, data, key, remedy) => {
    const thrown = (() => {
      try {
        return read(data);
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(thrown).toEqual(expect.stringContaining(key));
    expect(thrown).toEqual(expect.stringMatching(remedy));
  });

  it('keeps rules that differ in what they allow', () => {
    const { rules } = read(
      withRules(
        { match: 'acme/*', models: ['a'], allow: ['user:ada'] },
        { match: 'acme/*', models: ['b'] },
      ),
    );
    expect(rules).toHaveLength(2);
  });
});
