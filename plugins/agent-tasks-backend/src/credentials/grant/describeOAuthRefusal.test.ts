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

import { describeOAuthRefusal } from './describeOAuthRefusal';

describe('describeOAuthRefusal', () => {
  it.each([
    ['bad_verification_code', 200, 'validation_failed', /Start again/],
    ['unverified_user_email', 200, 'validation_failed', /Verify yours/],
    ['access_denied', 200, 'validation_failed', /Nothing was connected/],
    ['redirect_uri_mismatch', 200, 'github_rejected', /callbackUrl/],
    ['incorrect_client_credentials', 200, 'github_rejected', /id and secret/],
    ['new_word', 200, 'github_rejected', /new_word.*platform admin/],
    [undefined, 418, 'github_rejected', /status 418.*platform admin/],
  ])('%s', (word, status, code, message) => {
    expect(describeOAuthRefusal({ code: word, status })).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
