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

import { countCalls } from './countCalls';

describe('countCalls', () => {
  it('sorts calls by what they are for, per hour', () => {
    const log = [
      { path: '/api/v3/agents/tasks?since=2026&per_page=100', status: 200 },
      { path: '/api/v3/agents/tasks?since=2026&per_page=100', status: 304 },
      { path: '/api/v3/agents/repos/acme/services/tasks/1-2', status: 200 },
      { path: '/api/v3/agents/tasks/1-2', status: 200 },
      { path: '/api/graphql', status: 200 },
      { path: '/api/v3/repos/acme/services/pulls?head=acme:x', status: 200 },
      { path: '/api/v3/repos/acme/services', status: 200 },
      { path: '/api/v3/user', status: 200 },
      { path: '/api/v3/rate_limit', status: 200 },
    ];
    expect(countCalls(log, { minutes: 10 })).toEqual([
      { kind: 'listing of the user', perHour: 12, notModifiedPerHour: 6 },
      { kind: 'details of a task', perHour: 12, notModifiedPerHour: 0 },
      { kind: 'pull requests (GraphQL)', perHour: 6, notModifiedPerHour: 0 },
      { kind: 'pull request of a branch', perHour: 6, notModifiedPerHour: 0 },
      { kind: 'what a viewer may see', perHour: 6, notModifiedPerHour: 0 },
      { kind: 'who a token belongs to', perHour: 6, notModifiedPerHour: 0 },
      { kind: 'other', perHour: 6, notModifiedPerHour: 0 },
    ]);
  });

  it('counts nothing as nothing', () => {
    expect(countCalls([], { minutes: 10 })).toEqual([]);
  });
});
