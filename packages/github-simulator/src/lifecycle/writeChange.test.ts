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

import { writeChange } from './writeChange';

describe('writeChange', () => {
  it('scaffolds a service with what the prompt says about it', () => {
    const change = writeChange({
      prompt:
        'Scaffold service: invoice-mailer\n\n- Name: invoice-mailer\n- Owner: group:default/payments',
      paths: ['services/a/README.md'],
      repository: 'acme/services',
    });
    expect(change.map(file => file.path)).toEqual([
      'services/invoice-mailer/catalog-info.yaml',
      'services/invoice-mailer/README.md',
      'services/invoice-mailer/package.json',
      'services/invoice-mailer/src/index.ts',
      'services/invoice-mailer/src/index.test.ts',
    ]);
    expect(change[0].content).toContain('owner: group:default/payments');
    expect(change[0].content).toContain(
      'github.com/project-slug: acme/services',
    );
  });

  it('changes something for any other prompt', () => {
    const change = writeChange({
      prompt: 'Round totals half to even',
      paths: ['README.md'],
      readme: '# billing\n',
      repository: 'acme/billing',
    });
    expect(change.map(file => file.path)).toEqual([
      'README.md',
      'src/round-totals-half-to.ts',
      'src/round-totals-half-to.test.ts',
    ]);
    expect(change[0].content).toMatch(/^# billing\n\n## Round totals/);
  });
});
