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

import { mockCredentials } from '@backstage/backend-test-utils';

/** Somebody, or something, that calls the portal. */
export interface FuzzCaller {
  name: string;
  authorization: string;
  /** Of this person's own account on GitHub. */
  tokens: string[];
  /** Whether GitHub shows this person the private repository. */
  seesPrivate: boolean;
  /** What the permission policy lets this caller do, by the start of a permission's name. */
  may: string[];
}

const user = (
  name: string,
  details: Pick<FuzzCaller, 'seesPrivate' | 'may'>,
): FuzzCaller => ({
  name,
  authorization: mockCredentials.user.header(`user:default/${name}`),
  tokens: [],
  ...details,
});

const TASKS = ['agent-tasks.task.'];

/** An admin, developers, an outsider, nobody, and a service. */
export function createCallers(): FuzzCaller[] {
  return [
    user('priya-raman', { seesPrivate: true, may: ['agent-tasks.'] }),
    user('ada-nwosu', { seesPrivate: true, may: TASKS }),
    user('chloe-tran', { seesPrivate: true, may: TASKS }),
    user('ben-larsen', { seesPrivate: false, may: TASKS }),
    user('outsider', { seesPrivate: false, may: [] }),
    {
      name: 'nobody',
      authorization: mockCredentials.none.header(),
      tokens: [],
      seesPrivate: false,
      may: [],
    },
    {
      name: 'a-service',
      authorization: mockCredentials.service.header(),
      tokens: [],
      seesPrivate: false,
      may: [],
    },
  ];
}

/** A mark in the second line of every prompt about the private repository. */
export const PRIVATE_MARK = 'private-words-of-';
/** The same of every other prompt. */
export const MARK = 'words-of-';

/** What a person asks for, in the body of a request about `repository`. */
export function promptOf(caller: FuzzCaller, isPrivate: boolean): string {
  return `Do it\n${isPrivate ? PRIVATE_MARK : MARK}${caller.name}`;
}
