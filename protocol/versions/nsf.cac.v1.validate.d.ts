/** Whether a value has the shape of a CAC, by the JSON Schema of the version, compiled beforehand: nothing is evaluated at run time. */
export declare function validate(json: unknown): boolean;
