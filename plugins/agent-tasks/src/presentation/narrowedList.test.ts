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

import { narrowedListPath, readNarrowedList } from './narrowedList';

describe('narrowedListPath', () => {
  it.each([
    [{ repository: 'acme/billing' }, '/x?repository=acme%2Fbilling'],
    [
      { requestedBy: 'user:default/ada' },
      '/x?requestedBy=user%3Adefault%2Fada',
    ],
    [{ model: 'gpt-5.4' }, undefined],
    [{ group: 'group:default/platform' }, undefined],
  ])('of %j is %s', (to, path) => {
    expect(narrowedListPath('/x', to as Record<string, string>)).toBe(path);
  });
});

describe('readNarrowedList', () => {
  it.each([
    ['', {}],
    ['repository=acme/billing', { repository: 'acme/billing' }],
    ['repository=../../etc', {}],
    ['requestedBy=user:default/ada', { requestedBy: 'user:default/ada' }],
    ['requestedBy=nobody', {}],
    ['requestedBy=User:Default/Ada', { requestedBy: 'user:default/ada' }],
  ])('of ?%s', (search, narrowed) => {
    expect(readNarrowedList(new URLSearchParams(search))).toEqual({
      repository: undefined,
      requestedBy: undefined,
      ...narrowed,
    });
  });
});
