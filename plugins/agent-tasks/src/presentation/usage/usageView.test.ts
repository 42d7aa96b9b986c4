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
  changeUsageView,
  daysOfView,
  readUsageView,
  writeUsageView,
  type UsageView,
} from './usageView';

const read = (search: string) => readUsageView(new URLSearchParams(search));

describe('the view of usage in the address', () => {
  it.each([
    [''],
    ['period=last4Weeks'],
    ['groupBy=model'],
    ['period=lastMonth&groupBy=group'],
    ['period=custom&from=2026-11-01&to=2026-11-05'],
    ['period=custom&from=2026-11-01'],
  ])('?%s is read and written the same', search => {
    expect(writeUsageView(read(search)).toString()).toBe(search);
  });

  it('takes the default for what it does not know', () => {
    expect(
      read('period=eternity&groupBy=__proto__&from=yesterday&to=2026-99-99'),
    ).toEqual<UsageView>({
      period: 'last12Weeks',
      groupBy: 'requestedBy',
      days: { from: undefined, to: undefined },
    });
  });

  it('starts other days with those seen before', () => {
    const view = changeUsageView(
      read('period=lastMonth'),
      { period: 'custom' },
      '2026-11-22',
    );
    expect(daysOfView(view, '2026-11-22')).toEqual({
      from: '2026-10-01',
      to: '2026-10-31',
    });
    const changed = changeUsageView(
      view,
      { days: { ...view.days, to: '2026-10-05' } },
      '2026-11-22',
    );
    expect(writeUsageView(changed).toString()).toBe(
      'period=custom&from=2026-10-01&to=2026-10-05',
    );
  });
});
