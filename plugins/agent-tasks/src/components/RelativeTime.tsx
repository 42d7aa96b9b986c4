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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useNow } from '../data';
import { describeAgo, formatExact } from '../presentation/formatTime';
import { agentTasksTranslationRef } from '../translation';

/** Says how long ago an ISO time was, as text. */
export function useAgo(): (iso: string) => string {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const now = useNow();
  return iso => {
    const ago = describeAgo(iso, now);
    switch (ago.key) {
      case 'justNow':
        return t('time.justNow');
      case 'ago':
        return t('time.ago', { duration: ago.duration });
      default:
        return ago.day;
    }
  };
}

/** A time for people, with the exact one on hover and for programs. */
export function RelativeTime(props: { at: string; text?: string }) {
  const ago = useAgo();
  return (
    <time dateTime={props.at} title={formatExact(props.at)}>
      {props.text ?? ago(props.at)}
    </time>
  );
}
