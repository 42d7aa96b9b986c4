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

import {
  branchFromPrompt,
  excerptOfPrompt,
  nameFromPrompt,
  titleFromPrompt,
} from './wording';

describe('wording', () => {
  it.each([
    [
      'Scaffold service: invoice-mailer\n\nMore',
      'Scaffold service: invoice-mailer',
      'Scaffolding service: invoice-mailer',
    ],
    ['# Add a line\n', 'Add a line', 'Adding a line'],
    ['[simulate: failed]\nRun the tests', 'Run the tests', 'Running the tests'],
    ['Create it', 'Create it', 'Creating it'],
    ['please help', 'please help', 'Working on please help'],
    ['', 'Work on the request', 'Working on the request'],
  ])('names %j', (prompt, title, name) => {
    expect(titleFromPrompt(prompt)).toBe(title);
    expect(nameFromPrompt(prompt)).toBe(name);
  });

  it('shortens excerpts and never repeats a branch', () => {
    expect(excerptOfPrompt('word '.repeat(40)).length).toBeLessThanOrEqual(60);
    expect(branchFromPrompt('Add a line', () => false)).toBe(
      'copilot/add-a-line',
    );
    expect(
      branchFromPrompt('Add a line', name => name === 'copilot/add-a-line'),
    ).toBe('copilot/add-a-line-2');
  });
});
