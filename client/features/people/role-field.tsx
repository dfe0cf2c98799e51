import { useTranslation } from 'react-i18next';
import { SelectField } from '#client/ui/select-field.tsx';
import type { Role } from '#server/contract/accounts.ts';

const ROLES: readonly Role[] = ['agent', 'trainer', 'admin'];

export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('people.role')}
      hint={t(`people.roleHints.${value}`)}
      value={value}
      options={ROLES.map((role) => ({ id: role, text: t(`people.roles.${role}`) }))}
      onChange={onChange}
    />
  );
}
