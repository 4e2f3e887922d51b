// The field for the reason that an auditor gives for what goes on record.

interface ReasonFieldProps {
  /** Of the input, as forms and tests know it. */
  name: string;
  label: string;
  isRequired?: boolean;
  value: string;
  onChange: (value: string) => void;
}

export function ReasonField({
  name,
  label,
  isRequired = false,
  value,
  onChange,
}: ReasonFieldProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        name={name}
        required={isRequired}
        maxLength={500}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
