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

import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { useSimulator } from '../testing/useSimulator';

const github = useSimulator({ history: false });
let reader: UrlReaderService;
const services = () => `${github.url}/acme/services`;

beforeAll(() => {
  reader = UrlReaders.default({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig({
      data: {
        integrations: {
          github: [
            {
              host: new URL(github.url).host,
              apiBaseUrl: `${github.url}/api/v3`,
            },
          ],
        },
      },
    }),
  });
});

const tokenOf = async (login: string) =>
  (await github.control.createToken({ login })).token;

describe("Backstage's URL reader", () => {
  it('reads a file, and knows when it has not changed', async () => {
    const url = `${services()}/blob/main/services/notifications/catalog-info.yaml`;
    const answer = await reader.readUrl(url);
    expect((await answer.buffer()).toString()).toContain('name: notifications');
    await expect(
      reader.readUrl(url, { etag: answer.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    await expect(
      reader.readUrl(`${services()}/blob/main/nothing.yaml`),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('reads private files with a token only', async () => {
    const url = `${github.url}/acme/payroll/blob/main/catalog-info.yaml`;
    await expect(reader.readUrl(url)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    const answer = await reader.readUrl(url, {
      token: await tokenOf('priya-raman'),
    });
    expect((await answer.buffer()).toString()).toContain('name: payroll');
  });

  it('reads folders, and knows when they have not changed', async () => {
    const url = `${services()}/tree/main/services`;
    const tree = await reader.readTree(url);
    const files = await tree.files();
    expect(files.map(file => file.path).sort()).toEqual([
      'notifications/README.md',
      'notifications/catalog-info.yaml',
      'notifications/src/index.ts',
    ]);
    await expect(
      reader.readTree(url, { etag: tree.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('finds files by pattern, also on the branch of an agent', async () => {
    await github.start('Scaffold service: parcels');
    await github.control.advance(60_000);
    const branch = 'copilot/scaffold-service-parcels';
    const find = async (ref: string) =>
      (
        await reader.search(`${services()}/blob/${ref}/**/catalog-info.yaml`)
      ).files
        .map(file => file.url.split(`/${ref}/`)[1])
        .sort();
    expect(await find('main')).toEqual([
      'services/notifications/catalog-info.yaml',
    ]);
    // The reader takes one path segment for the ref; a commit has one.
    const { json } = await github.api(
      `/repos/acme/services/branches/${branch}`,
    );
    expect(await find(json.commit.sha)).toEqual([
      'services/notifications/catalog-info.yaml',
      'services/parcels/catalog-info.yaml',
    ]);
  });
});
