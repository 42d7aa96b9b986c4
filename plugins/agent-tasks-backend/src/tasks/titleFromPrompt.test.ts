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

import { titleFromPrompt } from './titleFromPrompt';

describe('titleFromPrompt', () => {
  it.each([
    ['Add a health check', 'Add a health check'],
    ['\n\n  # Scaffold **billing**\n\nMore', 'Scaffold billing'],
    ['- [ ] do', '[ ] do'],
    ['1. First step', 'First step'],
    ['> ## Quoted `code` and [link](https://x.y)', 'Quoted code and link'],
    ['---\n***\nReal', 'Real'],
    ['```ts\nconst a = 1', 'const a = 1'],
    ['snake_case and 2 * 3 * 4', 'snake_case and 2 * 3 * 4'],
    ['#hashtag', '#hashtag'],
    ['a\tb\u00a0 c', 'a b c'],
    ['\r\nWindows\r\nline', 'Windows'],
    ['***', 'Untitled task'],
  ])('%j', (prompt, title) => {
    expect(titleFromPrompt(prompt)).toBe(title);
  });

  it('cuts at 120 characters, not in the middle of one', () => {
    const title = titleFromPrompt('🎉'.repeat(200));
    expect(Array.from(title)).toHaveLength(120);
    expect(title.endsWith('🎉…')).toBe(true);
  });
});
