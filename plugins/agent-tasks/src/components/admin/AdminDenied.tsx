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
import {
  agentTasksPolicyReadPermission,
  agentTasksUsageReadPermission,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '../../translation';
import { Notice } from '../Notice';

const PERMISSIONS = {
  policy: agentTasksPolicyReadPermission.name,
  usage: agentTasksUsageReadPermission.name,
};

/** Says calmly that something is for others, and whom to ask. */
export function AdminDenied(props: { permission: keyof typeof PERMISSIONS }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Notice tone="muted" role="status" title={t('admin.deniedTitle')}>
      {t('admin.denied', { permission: PERMISSIONS[props.permission] })}
    </Notice>
  );
}
