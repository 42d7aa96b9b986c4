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

import { DateTime, Settings } from 'luxon';
import { formatAmount } from './formatAmount';
import { formatShortDay } from './formatShortDay';
import { formatValidity } from './formatValidity';
import { describeSubject } from './subject';
import { validateTryIt, type TryItDraft } from './tryItDraft';

const asked: TryItDraft = {
  user: 'user:default/ada',
  repository: 'acme/billing',
  model: '',
  customAgent: '',
  baseRef: '',
  headRef: '',
  source: 'portal',
};

describe('words of the admin page', () => {
  beforeAll(() => {
    Settings.defaultLocale = 'en';
    Settings.defaultZone = 'America/Los_Angeles';
  });

  afterAll(() => {
    Settings.defaultZone = 'system';
  });

  it.each([
    ['group:default/platform', 'group', 'platform'],
    ['user:default/ada', 'user', 'ada'],
    ['user:external/ada', 'user', 'external/ada'],
  ])('%s is a %s %s', (ref, kind, name) => {
    expect(describeSubject(ref)).toEqual({ kind, name });
  });

  it.each([
    [5, '5'],
    [12.5, '12.5'],
    [1000000, '1,000,000'],
    [0.125, '0.13'],
  ])('writes %d as %s', (amount, text) => {
    expect(formatAmount(amount, 'en')).toBe(text);
  });

  it('names a day of validity as it was meant, in UTC, and a time as local', () => {
    expect(formatValidity('2026-12-31')).toBe('Dec 31, 2026');
    expect(formatValidity('2027-01-01T00:00:00Z')).toBe(
      'Dec 31, 2026, 4:00 PM',
    );
  });

  it('leaves out the year of this year', () => {
    const now = DateTime.fromISO('2026-11-22T12:00:00Z');
    expect(formatShortDay('2026-11-03T12:00:00Z', now)).toBe('Nov 3');
    expect(formatShortDay('2025-11-03T12:00:00Z', now)).toBe('Nov 3, 2025');
  });

  it.each([
    ['ada', 'user:default/ada'],
    ['user:ada', 'user:default/ada'],
    ['user:default/ada', 'user:default/ada'],
  ])('takes %s for %s', (user, ref) => {
    expect(validateTryIt({ ...asked, user }).request?.user).toBe(ref);
  });

  it.each<[Partial<TryItDraft>, keyof TryItDraft]>([
    [{ user: '' }, 'user'],
    [{ user: 'group:default/web' }, 'user'],
    [{ repository: 'acme' }, 'repository'],
    [{ baseRef: 'a..b' }, 'baseRef'],
  ])('says at its field that %j cannot be asked', (changes, field) => {
    const { request, issues } = validateTryIt({ ...asked, ...changes });
    expect(request).toBeUndefined();
    expect(Object.keys(issues)).toEqual([field]);
  });
});
