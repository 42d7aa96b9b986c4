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

import { describeGlobProblem } from './describeGlobProblem';

describe('describeGlobProblem', () => {
  it.each([
    'acme/*',
    '*/*',
    'acme/{billing-*,shop-*,web-*}',
    '{acme,acme-labs}/{billing,shop}-*',
    '*-*/*-*',
    'acme/[a-c]?-**',
  ])('finds none in %s', match => {
    expect(describeGlobProblem(match)).toBeUndefined();
  });

  it.each([
    ['acme', 'exactly one slash'],
    ['acme/{a', 'no partner'],
    ['acme/ä', 'it may hold'],
    ['acme/*a*a*a*b', 'very long to match'],
    ['acme/{a,b}{a,b}{a,b}{a,b}', 'very long to match'],
    // No regular expression, so it would match nothing: a denial would deny nothing.
    ['acme/[a-Z]*', 'runs backwards'],
    // Read as the signs themselves, or as single letters: a denial would deny nothing.
    ['acme/{payroll}', '{payroll} is no list'],
    ['{acme}/*', '{acme} is no list'],
    ['acme/app-{10..20}', '{10..20} is no list'],
    ['acme/{shop,a..c}', '{shop,a..c} is no list'],
    // Three seconds for the longest name that there can be.
    ['*a*a*/*a*a*b', 'very long to match'],
  ])('tells what is wrong with %s', (match, problem) => {
    expect(describeGlobProblem(match)).toContain(problem);
  });
});
