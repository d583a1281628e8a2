"use strict";
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:nsf:cac:v1:schema","title":"Clause-Attested Compute certificate, nsf.cac.v1","description":"The shape of a CAC. Readers demand more: texts in Unicode NFC, no member twice, integers of at most 2^53 - 1; and a certificate of this shape still has to be verified.","type":"object","additionalProperties":false,"required":["@context","schema","clause_id","execution_id","timestamp","nonce","proof_system","vk_hash","trigger","inputs","outputs","attestation","governance_scope","runtime_info","hash_graph","links"],"properties":{"@context":{"const":"urn:nsf:cac:v1"},"schema":{"const":"nsf.cac.v1"},"clause_id":{"$ref":"#/$defs/clauseRef"},"execution_id":{"type":"string","pattern":"^cac-0x[0-9a-f]{64}$"},"timestamp":{"$ref":"#/$defs/instant"},"nonce":{"type":"string","pattern":"^0x[0-9a-f]{32}$"},"proof_system":{"enum":["groth16","kimchi"]},"vk_hash":{"$ref":"#/$defs/hash"},"audience":{"$ref":"#/$defs/identifier"},"trigger":{"type":"object","additionalProperties":false,"required":["type","source","event_id"],"properties":{"type":{"$ref":"#/$defs/identifier"},"source":{"$ref":"#/$defs/identifier"},"event_id":{"$ref":"#/$defs/identifier"}}},"inputs":{"type":"object","additionalProperties":false,"required":["sensor_data","credentials","simulation_results","external_calls","parameters","commitments","inputs_root"],"properties":{"sensor_data":{"$ref":"#/$defs/groups"},"credentials":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["group","fields","meta"],"properties":{"group":{"$ref":"#/$defs/name"},"fields":{"$ref":"#/$defs/fields"},"meta":{"$ref":"#/$defs/meta"}}}},"simulation_results":{"$ref":"#/$defs/groups"},"external_calls":{"$ref":"#/$defs/groups"},"parameters":{"$ref":"#/$defs/groups"},"commitments":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["unit","commitment"],"properties":{"unit":{"$ref":"#/$defs/count"},"commitment":{"$ref":"#/$defs/hash"},"attested_by":{"type":"object","additionalProperties":false,"required":["signer","suite","signature"],"properties":{"signer":{"$ref":"#/$defs/did"},"suite":{"$ref":"#/$defs/suite"},"signature":{"$ref":"#/$defs/signature"}}}}}},"inputs_root":{"$ref":"#/$defs/hash"}}},"outputs":{"type":"object","propertyNames":{"$ref":"#/$defs/name"}},"attestation":{"type":"object","additionalProperties":false,"required":["attestation_type","runtime_hash","enclave_quote","proof","suite","signer","role","created","signature","co_signatures","public_keys"],"properties":{"attestation_type":{"const":"ZK"},"runtime_hash":{"$ref":"#/$defs/hash"},"enclave_quote":{"const":null},"proof":{"type":"string"},"suite":{"$ref":"#/$defs/suite"},"signer":{"$ref":"#/$defs/did"},"role":{"const":"prover"},"created":{"$ref":"#/$defs/instant"},"signature":{"$ref":"#/$defs/signature"},"co_signatures":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["suite","signer","role","created","signature"],"properties":{"suite":{"$ref":"#/$defs/suite"},"signer":{"$ref":"#/$defs/signerName"},"role":{"enum":["verifier","dao"]},"created":{"$ref":"#/$defs/instant"},"signature":{"$ref":"#/$defs/signature"},"participants":{"type":"string","pattern":"^0x(?:[0-9a-f]{2})+$"}}}},"public_keys":{"type":"array","minItems":1,"maxItems":65,"items":{"type":"object","additionalProperties":false,"required":["did","suite","public_key"],"properties":{"did":{"$ref":"#/$defs/did"},"suite":{"$ref":"#/$defs/suite"},"public_key":{"type":"string","pattern":"^0x(?:[0-9a-f]{64}|[0-9a-f]{66}|[0-9a-f]{96})$"}}}}}},"governance_scope":{"type":"object","additionalProperties":false,"required":["jurisdiction","dao","clause_fork"],"properties":{"jurisdiction":{"$ref":"#/$defs/identifier"},"dao":{"$ref":"#/$defs/identifier"},"clause_fork":{"$ref":"#/$defs/clauseRef"},"fork_lineage_hash":{"$ref":"#/$defs/hash"},"fork_lineage":{"type":"array","minItems":1,"maxItems":64,"items":{"$ref":"#/$defs/clauseRef"}},"issuer_compatibility":{"type":"array","minItems":1,"maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["issuer","credential_schemas"],"properties":{"issuer":{"$ref":"#/$defs/did"},"credential_schemas":{"type":"array","minItems":1,"maxItems":64,"items":{"$ref":"#/$defs/identifier"}}}}}}},"runtime_info":{"type":"object","additionalProperties":false,"required":["type","vendor","build_hash","enclave_id","prover_did","attestation_signature","verified_by"],"properties":{"type":{"const":"ZK"},"vendor":{"$ref":"#/$defs/identifier"},"build_hash":{"$ref":"#/$defs/hash"},"enclave_id":{"$ref":"#/$defs/hash"},"prover_did":{"$ref":"#/$defs/did"},"attestation_signature":{"$ref":"#/$defs/signature"},"verified_by":{"$ref":"#/$defs/signerName"}}},"hash_graph":{"type":"object","additionalProperties":false,"required":["clause_hash","input_hash","output_hash","enclave_hash","full_cac_hash"],"properties":{"clause_hash":{"$ref":"#/$defs/hash"},"input_hash":{"$ref":"#/$defs/hash"},"output_hash":{"$ref":"#/$defs/hash"},"enclave_hash":{"$ref":"#/$defs/hash"},"full_cac_hash":{"$ref":"#/$defs/hash"}}},"links":{"type":"object","additionalProperties":false,"required":["prev"],"properties":{"prev":{"type":"array","maxItems":64,"items":{"type":"object","additionalProperties":false,"required":["full_cac_hash","map"],"properties":{"full_cac_hash":{"$ref":"#/$defs/hash"},"map":{"type":"object","propertyNames":{"$ref":"#/$defs/pointer"},"additionalProperties":{"$ref":"#/$defs/pointer"}}}}}}},"receipts":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"object","additionalProperties":false,"required":["log","time","suite","signature"],"properties":{"log":{"$ref":"#/$defs/did"},"time":{"$ref":"#/$defs/instant"},"suite":{"$ref":"#/$defs/suite"},"signature":{"$ref":"#/$defs/signature"}}}}},"if":{"properties":{"proof_system":{"const":"groth16"}}},"then":{"properties":{"attestation":{"properties":{"proof":{"pattern":"^0x[0-9a-f]{512}$"}}}}},"else":{"properties":{"attestation":{"properties":{"proof":{"pattern":"^(?=.{4,262144}$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$"}}}}},"$defs":{"count":{"type":"integer","minimum":0,"maximum":65535},"hash":{"type":"string","pattern":"^0x[0-9a-f]{64}$"},"identifier":{"type":"string","pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},"name":{"type":"string","pattern":"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"},"clauseRef":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"},"did":{"type":"string","pattern":"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},"signerName":{"type":"string","pattern":"^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$"},"suite":{"enum":["Ed25519","ECDSA-P256","ECDSA-secp256k1","BLS12-381"]},"signature":{"type":"string","pattern":"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"},"day":{"type":"string","pattern":"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"},"instant":{"type":"string","pattern":"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"},"dayOrInstant":{"anyOf":[{"$ref":"#/$defs/day"},{"$ref":"#/$defs/instant"}]},"pointer":{"type":"string","pattern":"^(?:/[^/]{1,128}){1,64}$"},"fields":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"object","additionalProperties":false,"required":["index","value"],"properties":{"index":{"$ref":"#/$defs/count"},"value":true}}},"groups":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"object","additionalProperties":false,"required":["fields","meta"],"properties":{"fields":{"$ref":"#/$defs/fields"},"meta":{"$ref":"#/$defs/meta"}}}},"meta":{"type":"object","additionalProperties":false,"properties":{"provenance":{"$ref":"#/$defs/identifier"},"validator":{"$ref":"#/$defs/identifier"},"schema_hash":{"$ref":"#/$defs/hash"},"data_timestamp":{"$ref":"#/$defs/dayOrInstant"},"jurisdiction":{"$ref":"#/$defs/identifier"},"subject":{"$ref":"#/$defs/identifier"},"issuer":{"$ref":"#/$defs/did"},"vc_hash":{"$ref":"#/$defs/hash"},"revocation":{"type":"object","additionalProperties":false,"required":["status","checked_at"],"properties":{"status":{"enum":["active","suspended","revoked","unknown"]},"checked_at":{"$ref":"#/$defs/dayOrInstant"},"source":{"$ref":"#/$defs/identifier"}}},"model":{"$ref":"#/$defs/identifier"},"run_parameters":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/identifier"}}}}}};
const schema32 = {"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"};
const schema33 = {"type":"string","pattern":"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"};
const schema34 = {"type":"string","pattern":"^0x[0-9a-f]{64}$"};
const schema35 = {"type":"string","pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"};
const schema40 = {"type":"string","pattern":"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"};
const schema43 = {"type":"integer","minimum":0,"maximum":65535};
const schema53 = {"type":"string","pattern":"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"};
const schema63 = {"enum":["Ed25519","ECDSA-P256","ECDSA-secp256k1","BLS12-381"]};
const schema64 = {"type":"string","pattern":"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"};
const schema73 = {"type":"string","pattern":"^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$"};
const schema97 = {"type":"string","pattern":"^(?:/[^/]{1,128}){1,64}$"};
const pattern4 = new RegExp("^0x[0-9a-f]{512}$", "u");
const pattern5 = new RegExp("^(?=.{4,262144}$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$", "u");
const pattern6 = new RegExp("^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$", "u");
const pattern7 = new RegExp("^cac-0x[0-9a-f]{64}$", "u");
const pattern8 = new RegExp("^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$", "u");
const pattern9 = new RegExp("^0x[0-9a-f]{32}$", "u");
const pattern10 = new RegExp("^0x[0-9a-f]{64}$", "u");
const pattern11 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$", "u");
const pattern15 = new RegExp("^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$", "u");
const pattern24 = new RegExp("^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$", "u");
const pattern33 = new RegExp("^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$", "u");
const pattern40 = new RegExp("^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$", "u");
const pattern43 = new RegExp("^0x(?:[0-9a-f]{2})+$", "u");
const pattern45 = new RegExp("^0x(?:[0-9a-f]{64}|[0-9a-f]{66}|[0-9a-f]{96})$", "u");
const pattern65 = new RegExp("^(?:/[^/]{1,128}){1,64}$", "u");
const func1 = Object.prototype.hasOwnProperty;
const schema39 = {"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"object","additionalProperties":false,"required":["fields","meta"],"properties":{"fields":{"$ref":"#/$defs/fields"},"meta":{"$ref":"#/$defs/meta"}}}};
const schema41 = {"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"object","additionalProperties":false,"required":["index","value"],"properties":{"index":{"$ref":"#/$defs/count"},"value":true}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof key0 === "string"){
if(!pattern15.test(key0)){
const err0 = {instancePath,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"},message:"must match pattern \""+"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"+"\"",propertyName:key0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
const err2 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate22.errors = vErrors;
return false;
break;
}
}
if(valid0){
for(const key1 in data){
let data0 = data[key1];
const _errs5 = errors;
if(errors === _errs5){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing0;
if(((data0.index === undefined) && (missing0 = "index")) || ((data0.value === undefined) && (missing0 = "value"))){
validate22.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs7 = errors;
for(const key2 in data0){
if(!((key2 === "index") || (key2 === "value"))){
validate22.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs7 === errors){
if(data0.index !== undefined){
let data1 = data0.index;
const _errs9 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate22.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/index",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
validate22.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/index",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate22.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/index",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs5 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema44 = {"type":"object","additionalProperties":false,"properties":{"provenance":{"$ref":"#/$defs/identifier"},"validator":{"$ref":"#/$defs/identifier"},"schema_hash":{"$ref":"#/$defs/hash"},"data_timestamp":{"$ref":"#/$defs/dayOrInstant"},"jurisdiction":{"$ref":"#/$defs/identifier"},"subject":{"$ref":"#/$defs/identifier"},"issuer":{"$ref":"#/$defs/did"},"vc_hash":{"$ref":"#/$defs/hash"},"revocation":{"type":"object","additionalProperties":false,"required":["status","checked_at"],"properties":{"status":{"enum":["active","suspended","revoked","unknown"]},"checked_at":{"$ref":"#/$defs/dayOrInstant"},"source":{"$ref":"#/$defs/identifier"}}},"model":{"$ref":"#/$defs/identifier"},"run_parameters":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/identifier"}}}};
const schema48 = {"anyOf":[{"$ref":"#/$defs/day"},{"$ref":"#/$defs/instant"}]};
const schema49 = {"type":"string","pattern":"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"};
const pattern20 = new RegExp("^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data === "string"){
if(!pattern20.test(data)){
const err0 = {instancePath,schemaPath:"#/$defs/day/pattern",keyword:"pattern",params:{pattern: "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"},message:"must match pattern \""+"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"+"\""};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/$defs/day/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data === "string"){
if(!pattern8.test(data)){
const err2 = {instancePath,schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"},message:"must match pattern \""+"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const err4 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate25.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema44.properties, key0))){
validate24.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.provenance !== undefined){
let data0 = data.provenance;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
validate24.errors = [{instancePath:instancePath+"/provenance",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/provenance",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.validator !== undefined){
let data1 = data.validator;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern11.test(data1)){
validate24.errors = [{instancePath:instancePath+"/validator",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/validator",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_hash !== undefined){
let data2 = data.schema_hash;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data2 === "string"){
if(!pattern10.test(data2)){
validate24.errors = [{instancePath:instancePath+"/schema_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/schema_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data_timestamp !== undefined){
const _errs11 = errors;
if(!(validate25(data.data_timestamp, {instancePath:instancePath+"/data_timestamp",parentData:data,parentDataProperty:"data_timestamp",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jurisdiction !== undefined){
let data4 = data.jurisdiction;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(!pattern11.test(data4)){
validate24.errors = [{instancePath:instancePath+"/jurisdiction",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/jurisdiction",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.subject !== undefined){
let data5 = data.subject;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(!pattern11.test(data5)){
validate24.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.issuer !== undefined){
let data6 = data.issuer;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data6 === "string"){
if(!pattern24.test(data6)){
validate24.errors = [{instancePath:instancePath+"/issuer",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/issuer",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.vc_hash !== undefined){
let data7 = data.vc_hash;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data7 === "string"){
if(!pattern10.test(data7)){
validate24.errors = [{instancePath:instancePath+"/vc_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/vc_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revocation !== undefined){
let data8 = data.revocation;
const _errs24 = errors;
if(errors === _errs24){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing0;
if(((data8.status === undefined) && (missing0 = "status")) || ((data8.checked_at === undefined) && (missing0 = "checked_at"))){
validate24.errors = [{instancePath:instancePath+"/revocation",schemaPath:"#/properties/revocation/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs26 = errors;
for(const key1 in data8){
if(!(((key1 === "status") || (key1 === "checked_at")) || (key1 === "source"))){
validate24.errors = [{instancePath:instancePath+"/revocation",schemaPath:"#/properties/revocation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs26 === errors){
if(data8.status !== undefined){
let data9 = data8.status;
const _errs27 = errors;
if(!((((data9 === "active") || (data9 === "suspended")) || (data9 === "revoked")) || (data9 === "unknown"))){
validate24.errors = [{instancePath:instancePath+"/revocation/status",schemaPath:"#/properties/revocation/properties/status/enum",keyword:"enum",params:{allowedValues: schema44.properties.revocation.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid8 = _errs27 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data8.checked_at !== undefined){
const _errs28 = errors;
if(!(validate25(data8.checked_at, {instancePath:instancePath+"/revocation/checked_at",parentData:data8,parentDataProperty:"checked_at",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid8 = _errs28 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data8.source !== undefined){
let data11 = data8.source;
const _errs29 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(typeof data11 === "string"){
if(!pattern11.test(data11)){
validate24.errors = [{instancePath:instancePath+"/revocation/source",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/revocation/source",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs29 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/revocation",schemaPath:"#/properties/revocation/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.model !== undefined){
let data12 = data.model;
const _errs32 = errors;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data12 === "string"){
if(!pattern11.test(data12)){
validate24.errors = [{instancePath:instancePath+"/model",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/model",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.run_parameters !== undefined){
let data13 = data.run_parameters;
const _errs35 = errors;
if(errors === _errs35){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key2 in data13){
const _errs37 = errors;
const _errs38 = errors;
if(errors === _errs38){
if(typeof key2 === "string"){
if(!pattern15.test(key2)){
const err0 = {instancePath:instancePath+"/run_parameters",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"},message:"must match pattern \""+"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"+"\"",propertyName:key2};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/run_parameters",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key2};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var valid11 = _errs37 === errors;
if(!valid11){
const err2 = {instancePath:instancePath+"/run_parameters",schemaPath:"#/properties/run_parameters/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate24.errors = vErrors;
return false;
break;
}
}
if(valid11){
for(const key3 in data13){
let data14 = data13[key3];
const _errs41 = errors;
const _errs42 = errors;
if(errors === _errs42){
if(typeof data14 === "string"){
if(!pattern11.test(data14)){
validate24.errors = [{instancePath:instancePath+"/run_parameters/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/run_parameters/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid13 = _errs41 === errors;
if(!valid13){
break;
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/run_parameters",schemaPath:"#/properties/run_parameters/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof key0 === "string"){
if(!pattern15.test(key0)){
const err0 = {instancePath,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"},message:"must match pattern \""+"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"+"\"",propertyName:key0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
const err2 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate21.errors = vErrors;
return false;
break;
}
}
if(valid0){
for(const key1 in data){
let data0 = data[key1];
const _errs5 = errors;
if(errors === _errs5){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing0;
if(((data0.fields === undefined) && (missing0 = "fields")) || ((data0.meta === undefined) && (missing0 = "meta"))){
validate21.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs7 = errors;
for(const key2 in data0){
if(!((key2 === "fields") || (key2 === "meta"))){
validate21.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs7 === errors){
if(data0.fields !== undefined){
const _errs8 = errors;
if(!(validate22(data0.fields, {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/fields",parentData:data0,parentDataProperty:"fields",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var valid3 = _errs8 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data0.meta !== undefined){
const _errs9 = errors;
if(!(validate24(data0.meta, {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/meta",parentData:data0,parentDataProperty:"meta",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid3 = _errs9 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs5 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:nsf:cac:v1:schema" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.proof_system !== undefined){
if("groth16" !== data.proof_system){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.attestation !== undefined){
let data1 = data.attestation;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.proof !== undefined){
let data2 = data1.proof;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
validate20.errors = [{instancePath:instancePath+"/attestation/proof",schemaPath:"#/then/properties/attestation/properties/proof/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{512}$"},message:"must match pattern \""+"^0x[0-9a-f]{512}$"+"\""}];
return false;
}
}
}
}
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
if(valid0){
var props0 = {};
props0.attestation = true;
props0.proof_system = true;
}
ifClause0 = "then";
}
else {
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.attestation !== undefined){
let data3 = data.attestation;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.proof !== undefined){
let data4 = data3.proof;
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
validate20.errors = [{instancePath:instancePath+"/attestation/proof",schemaPath:"#/else/properties/attestation/properties/proof/pattern",keyword:"pattern",params:{pattern: "^(?=.{4,262144}$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$"},message:"must match pattern \""+"^(?=.{4,262144}$)(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$"+"\""}];
return false;
}
}
}
}
}
}
var _valid0 = _errs7 === errors;
valid0 = _valid0;
if(valid0){
if(props0 !== true){
props0 = props0 || {};
props0.attestation = true;
}
}
ifClause0 = "else";
}
if(!valid0){
const err1 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate20.errors = vErrors;
return false;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((((((data["@context"] === undefined) && (missing0 = "@context")) || ((data.schema === undefined) && (missing0 = "schema"))) || ((data.clause_id === undefined) && (missing0 = "clause_id"))) || ((data.execution_id === undefined) && (missing0 = "execution_id"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))) || ((data.nonce === undefined) && (missing0 = "nonce"))) || ((data.proof_system === undefined) && (missing0 = "proof_system"))) || ((data.vk_hash === undefined) && (missing0 = "vk_hash"))) || ((data.trigger === undefined) && (missing0 = "trigger"))) || ((data.inputs === undefined) && (missing0 = "inputs"))) || ((data.outputs === undefined) && (missing0 = "outputs"))) || ((data.attestation === undefined) && (missing0 = "attestation"))) || ((data.governance_scope === undefined) && (missing0 = "governance_scope"))) || ((data.runtime_info === undefined) && (missing0 = "runtime_info"))) || ((data.hash_graph === undefined) && (missing0 = "hash_graph"))) || ((data.links === undefined) && (missing0 = "links"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs10 = errors;
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs10 === errors){
if(data["@context"] !== undefined){
const _errs11 = errors;
if("urn:nsf:cac:v1" !== data["@context"]){
validate20.errors = [{instancePath:instancePath+"/@context",schemaPath:"#/properties/%40context/const",keyword:"const",params:{allowedValue: "urn:nsf:cac:v1"},message:"must be equal to constant"}];
return false;
}
var valid6 = _errs11 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.schema !== undefined){
const _errs12 = errors;
if("nsf.cac.v1" !== data.schema){
validate20.errors = [{instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: "nsf.cac.v1"},message:"must be equal to constant"}];
return false;
}
var valid6 = _errs12 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.clause_id !== undefined){
let data7 = data.clause_id;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data7 === "string"){
if(!pattern6.test(data7)){
validate20.errors = [{instancePath:instancePath+"/clause_id",schemaPath:"#/$defs/clauseRef/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/clause_id",schemaPath:"#/$defs/clauseRef/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs13 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.execution_id !== undefined){
let data8 = data.execution_id;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data8 === "string"){
if(!pattern7.test(data8)){
validate20.errors = [{instancePath:instancePath+"/execution_id",schemaPath:"#/properties/execution_id/pattern",keyword:"pattern",params:{pattern: "^cac-0x[0-9a-f]{64}$"},message:"must match pattern \""+"^cac-0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/execution_id",schemaPath:"#/properties/execution_id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs16 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.timestamp !== undefined){
let data9 = data.timestamp;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data9 === "string"){
if(!pattern8.test(data9)){
validate20.errors = [{instancePath:instancePath+"/timestamp",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"},message:"must match pattern \""+"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/timestamp",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs18 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.nonce !== undefined){
let data10 = data.nonce;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data10 === "string"){
if(!pattern9.test(data10)){
validate20.errors = [{instancePath:instancePath+"/nonce",schemaPath:"#/properties/nonce/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{32}$"},message:"must match pattern \""+"^0x[0-9a-f]{32}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/nonce",schemaPath:"#/properties/nonce/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs21 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.proof_system !== undefined){
let data11 = data.proof_system;
const _errs23 = errors;
if(!((data11 === "groth16") || (data11 === "kimchi"))){
validate20.errors = [{instancePath:instancePath+"/proof_system",schemaPath:"#/properties/proof_system/enum",keyword:"enum",params:{allowedValues: schema31.properties.proof_system.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid6 = _errs23 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.vk_hash !== undefined){
let data12 = data.vk_hash;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data12 === "string"){
if(!pattern10.test(data12)){
validate20.errors = [{instancePath:instancePath+"/vk_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/vk_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs24 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.audience !== undefined){
let data13 = data.audience;
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data13 === "string"){
if(!pattern11.test(data13)){
validate20.errors = [{instancePath:instancePath+"/audience",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/audience",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs27 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.trigger !== undefined){
let data14 = data.trigger;
const _errs30 = errors;
if(errors === _errs30){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
let missing1;
if((((data14.type === undefined) && (missing1 = "type")) || ((data14.source === undefined) && (missing1 = "source"))) || ((data14.event_id === undefined) && (missing1 = "event_id"))){
validate20.errors = [{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs32 = errors;
for(const key1 in data14){
if(!(((key1 === "type") || (key1 === "source")) || (key1 === "event_id"))){
validate20.errors = [{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs32 === errors){
if(data14.type !== undefined){
let data15 = data14.type;
const _errs33 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(typeof data15 === "string"){
if(!pattern11.test(data15)){
validate20.errors = [{instancePath:instancePath+"/trigger/type",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/trigger/type",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs33 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data14.source !== undefined){
let data16 = data14.source;
const _errs36 = errors;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data16 === "string"){
if(!pattern11.test(data16)){
validate20.errors = [{instancePath:instancePath+"/trigger/source",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/trigger/source",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs36 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data14.event_id !== undefined){
let data17 = data14.event_id;
const _errs39 = errors;
const _errs40 = errors;
if(errors === _errs40){
if(typeof data17 === "string"){
if(!pattern11.test(data17)){
validate20.errors = [{instancePath:instancePath+"/trigger/event_id",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/trigger/event_id",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs39 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs30 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.inputs !== undefined){
let data18 = data.inputs;
const _errs42 = errors;
if(errors === _errs42){
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
let missing2;
if((((((((data18.sensor_data === undefined) && (missing2 = "sensor_data")) || ((data18.credentials === undefined) && (missing2 = "credentials"))) || ((data18.simulation_results === undefined) && (missing2 = "simulation_results"))) || ((data18.external_calls === undefined) && (missing2 = "external_calls"))) || ((data18.parameters === undefined) && (missing2 = "parameters"))) || ((data18.commitments === undefined) && (missing2 = "commitments"))) || ((data18.inputs_root === undefined) && (missing2 = "inputs_root"))){
validate20.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs44 = errors;
for(const key2 in data18){
if(!(((((((key2 === "sensor_data") || (key2 === "credentials")) || (key2 === "simulation_results")) || (key2 === "external_calls")) || (key2 === "parameters")) || (key2 === "commitments")) || (key2 === "inputs_root"))){
validate20.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs44 === errors){
if(data18.sensor_data !== undefined){
const _errs45 = errors;
if(!(validate21(data18.sensor_data, {instancePath:instancePath+"/inputs/sensor_data",parentData:data18,parentDataProperty:"sensor_data",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid15 = _errs45 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data18.credentials !== undefined){
let data20 = data18.credentials;
const _errs46 = errors;
if(errors === _errs46){
if(Array.isArray(data20)){
var valid16 = true;
const len0 = data20.length;
for(let i0=0; i0<len0; i0++){
let data21 = data20[i0];
const _errs48 = errors;
if(errors === _errs48){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
let missing3;
if((((data21.group === undefined) && (missing3 = "group")) || ((data21.fields === undefined) && (missing3 = "fields"))) || ((data21.meta === undefined) && (missing3 = "meta"))){
validate20.errors = [{instancePath:instancePath+"/inputs/credentials/" + i0,schemaPath:"#/properties/inputs/properties/credentials/items/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs50 = errors;
for(const key3 in data21){
if(!(((key3 === "group") || (key3 === "fields")) || (key3 === "meta"))){
validate20.errors = [{instancePath:instancePath+"/inputs/credentials/" + i0,schemaPath:"#/properties/inputs/properties/credentials/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs50 === errors){
if(data21.group !== undefined){
let data22 = data21.group;
const _errs51 = errors;
const _errs52 = errors;
if(errors === _errs52){
if(typeof data22 === "string"){
if(!pattern15.test(data22)){
validate20.errors = [{instancePath:instancePath+"/inputs/credentials/" + i0+"/group",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"},message:"must match pattern \""+"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/credentials/" + i0+"/group",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid17 = _errs51 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data21.fields !== undefined){
const _errs54 = errors;
if(!(validate22(data21.fields, {instancePath:instancePath+"/inputs/credentials/" + i0+"/fields",parentData:data21,parentDataProperty:"fields",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var valid17 = _errs54 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data21.meta !== undefined){
const _errs55 = errors;
if(!(validate24(data21.meta, {instancePath:instancePath+"/inputs/credentials/" + i0+"/meta",parentData:data21,parentDataProperty:"meta",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid17 = _errs55 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/credentials/" + i0,schemaPath:"#/properties/inputs/properties/credentials/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid16 = _errs48 === errors;
if(!valid16){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/credentials",schemaPath:"#/properties/inputs/properties/credentials/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid15 = _errs46 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data18.simulation_results !== undefined){
const _errs56 = errors;
if(!(validate21(data18.simulation_results, {instancePath:instancePath+"/inputs/simulation_results",parentData:data18,parentDataProperty:"simulation_results",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid15 = _errs56 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data18.external_calls !== undefined){
const _errs57 = errors;
if(!(validate21(data18.external_calls, {instancePath:instancePath+"/inputs/external_calls",parentData:data18,parentDataProperty:"external_calls",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid15 = _errs57 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data18.parameters !== undefined){
const _errs58 = errors;
if(!(validate21(data18.parameters, {instancePath:instancePath+"/inputs/parameters",parentData:data18,parentDataProperty:"parameters",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid15 = _errs58 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data18.commitments !== undefined){
let data28 = data18.commitments;
const _errs59 = errors;
if(errors === _errs59){
if(Array.isArray(data28)){
var valid19 = true;
const len1 = data28.length;
for(let i1=0; i1<len1; i1++){
let data29 = data28[i1];
const _errs61 = errors;
if(errors === _errs61){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
let missing4;
if(((data29.unit === undefined) && (missing4 = "unit")) || ((data29.commitment === undefined) && (missing4 = "commitment"))){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1,schemaPath:"#/properties/inputs/properties/commitments/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs63 = errors;
for(const key4 in data29){
if(!(((key4 === "unit") || (key4 === "commitment")) || (key4 === "attested_by"))){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1,schemaPath:"#/properties/inputs/properties/commitments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs63 === errors){
if(data29.unit !== undefined){
let data30 = data29.unit;
const _errs64 = errors;
const _errs65 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/unit",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs65){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 65535 || isNaN(data30)){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/unit",schemaPath:"#/$defs/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"}];
return false;
}
else {
if(data30 < 0 || isNaN(data30)){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/unit",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid20 = _errs64 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data29.commitment !== undefined){
let data31 = data29.commitment;
const _errs67 = errors;
const _errs68 = errors;
if(errors === _errs68){
if(typeof data31 === "string"){
if(!pattern10.test(data31)){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/commitment",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/commitment",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs67 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data29.attested_by !== undefined){
let data32 = data29.attested_by;
const _errs70 = errors;
if(errors === _errs70){
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
let missing5;
if((((data32.signer === undefined) && (missing5 = "signer")) || ((data32.suite === undefined) && (missing5 = "suite"))) || ((data32.signature === undefined) && (missing5 = "signature"))){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by",schemaPath:"#/properties/inputs/properties/commitments/items/properties/attested_by/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs72 = errors;
for(const key5 in data32){
if(!(((key5 === "signer") || (key5 === "suite")) || (key5 === "signature"))){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by",schemaPath:"#/properties/inputs/properties/commitments/items/properties/attested_by/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs72 === errors){
if(data32.signer !== undefined){
let data33 = data32.signer;
const _errs73 = errors;
const _errs74 = errors;
if(errors === _errs74){
if(typeof data33 === "string"){
if(!pattern24.test(data33)){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by/signer",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by/signer",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid23 = _errs73 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data32.suite !== undefined){
let data34 = data32.suite;
const _errs76 = errors;
if(!((((data34 === "Ed25519") || (data34 === "ECDSA-P256")) || (data34 === "ECDSA-secp256k1")) || (data34 === "BLS12-381"))){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by/suite",schemaPath:"#/$defs/suite/enum",keyword:"enum",params:{allowedValues: schema63.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid23 = _errs76 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data32.signature !== undefined){
let data35 = data32.signature;
const _errs78 = errors;
const _errs79 = errors;
if(errors === _errs79){
if(typeof data35 === "string"){
if(!pattern33.test(data35)){
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by/signature",schemaPath:"#/$defs/signature/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by/signature",schemaPath:"#/$defs/signature/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid23 = _errs78 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1+"/attested_by",schemaPath:"#/properties/inputs/properties/commitments/items/properties/attested_by/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid20 = _errs70 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/commitments/" + i1,schemaPath:"#/properties/inputs/properties/commitments/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid19 = _errs61 === errors;
if(!valid19){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/commitments",schemaPath:"#/properties/inputs/properties/commitments/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid15 = _errs59 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data18.inputs_root !== undefined){
let data36 = data18.inputs_root;
const _errs81 = errors;
const _errs82 = errors;
if(errors === _errs82){
if(typeof data36 === "string"){
if(!pattern10.test(data36)){
validate20.errors = [{instancePath:instancePath+"/inputs/inputs_root",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs/inputs_root",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid15 = _errs81 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs42 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.outputs !== undefined){
let data37 = data.outputs;
const _errs84 = errors;
if(errors === _errs84){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key6 in data37){
const _errs86 = errors;
const _errs87 = errors;
if(errors === _errs87){
if(typeof key6 === "string"){
if(!pattern15.test(key6)){
const err2 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"},message:"must match pattern \""+"^(?!__|constructor\\b|prototype\\b)[A-Za-z_][A-Za-z0-9_]{0,63}$"+"\"",propertyName:key6};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key6};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var valid28 = _errs86 === errors;
if(!valid28){
const err4 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/propertyNames",keyword:"propertyNames",params:{propertyName: key6},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate20.errors = vErrors;
return false;
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs84 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.attestation !== undefined){
let data38 = data.attestation;
const _errs89 = errors;
if(errors === _errs89){
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
let missing6;
if((((((((((((data38.attestation_type === undefined) && (missing6 = "attestation_type")) || ((data38.runtime_hash === undefined) && (missing6 = "runtime_hash"))) || ((data38.enclave_quote === undefined) && (missing6 = "enclave_quote"))) || ((data38.proof === undefined) && (missing6 = "proof"))) || ((data38.suite === undefined) && (missing6 = "suite"))) || ((data38.signer === undefined) && (missing6 = "signer"))) || ((data38.role === undefined) && (missing6 = "role"))) || ((data38.created === undefined) && (missing6 = "created"))) || ((data38.signature === undefined) && (missing6 = "signature"))) || ((data38.co_signatures === undefined) && (missing6 = "co_signatures"))) || ((data38.public_keys === undefined) && (missing6 = "public_keys"))){
validate20.errors = [{instancePath:instancePath+"/attestation",schemaPath:"#/properties/attestation/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs91 = errors;
for(const key7 in data38){
if(!(func1.call(schema31.properties.attestation.properties, key7))){
validate20.errors = [{instancePath:instancePath+"/attestation",schemaPath:"#/properties/attestation/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs91 === errors){
if(data38.attestation_type !== undefined){
const _errs92 = errors;
if("ZK" !== data38.attestation_type){
validate20.errors = [{instancePath:instancePath+"/attestation/attestation_type",schemaPath:"#/properties/attestation/properties/attestation_type/const",keyword:"const",params:{allowedValue: "ZK"},message:"must be equal to constant"}];
return false;
}
var valid30 = _errs92 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.runtime_hash !== undefined){
let data40 = data38.runtime_hash;
const _errs93 = errors;
const _errs94 = errors;
if(errors === _errs94){
if(typeof data40 === "string"){
if(!pattern10.test(data40)){
validate20.errors = [{instancePath:instancePath+"/attestation/runtime_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/runtime_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid30 = _errs93 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.enclave_quote !== undefined){
const _errs96 = errors;
if(null !== data38.enclave_quote){
validate20.errors = [{instancePath:instancePath+"/attestation/enclave_quote",schemaPath:"#/properties/attestation/properties/enclave_quote/const",keyword:"const",params:{allowedValue: schema31.properties.attestation.properties.enclave_quote.const},message:"must be equal to constant"}];
return false;
}
var valid30 = _errs96 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.proof !== undefined){
const _errs97 = errors;
if(typeof data38.proof !== "string"){
validate20.errors = [{instancePath:instancePath+"/attestation/proof",schemaPath:"#/properties/attestation/properties/proof/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid30 = _errs97 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.suite !== undefined){
let data43 = data38.suite;
const _errs99 = errors;
if(!((((data43 === "Ed25519") || (data43 === "ECDSA-P256")) || (data43 === "ECDSA-secp256k1")) || (data43 === "BLS12-381"))){
validate20.errors = [{instancePath:instancePath+"/attestation/suite",schemaPath:"#/$defs/suite/enum",keyword:"enum",params:{allowedValues: schema63.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid30 = _errs99 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.signer !== undefined){
let data44 = data38.signer;
const _errs101 = errors;
const _errs102 = errors;
if(errors === _errs102){
if(typeof data44 === "string"){
if(!pattern24.test(data44)){
validate20.errors = [{instancePath:instancePath+"/attestation/signer",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/signer",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid30 = _errs101 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.role !== undefined){
const _errs104 = errors;
if("prover" !== data38.role){
validate20.errors = [{instancePath:instancePath+"/attestation/role",schemaPath:"#/properties/attestation/properties/role/const",keyword:"const",params:{allowedValue: "prover"},message:"must be equal to constant"}];
return false;
}
var valid30 = _errs104 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.created !== undefined){
let data46 = data38.created;
const _errs105 = errors;
const _errs106 = errors;
if(errors === _errs106){
if(typeof data46 === "string"){
if(!pattern8.test(data46)){
validate20.errors = [{instancePath:instancePath+"/attestation/created",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"},message:"must match pattern \""+"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/created",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid30 = _errs105 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.signature !== undefined){
let data47 = data38.signature;
const _errs108 = errors;
const _errs109 = errors;
if(errors === _errs109){
if(typeof data47 === "string"){
if(!pattern33.test(data47)){
validate20.errors = [{instancePath:instancePath+"/attestation/signature",schemaPath:"#/$defs/signature/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/signature",schemaPath:"#/$defs/signature/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid30 = _errs108 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.co_signatures !== undefined){
let data48 = data38.co_signatures;
const _errs111 = errors;
if(errors === _errs111){
if(Array.isArray(data48)){
if(data48.length > 64){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures",schemaPath:"#/properties/attestation/properties/co_signatures/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid36 = true;
const len2 = data48.length;
for(let i2=0; i2<len2; i2++){
let data49 = data48[i2];
const _errs113 = errors;
if(errors === _errs113){
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
let missing7;
if((((((data49.suite === undefined) && (missing7 = "suite")) || ((data49.signer === undefined) && (missing7 = "signer"))) || ((data49.role === undefined) && (missing7 = "role"))) || ((data49.created === undefined) && (missing7 = "created"))) || ((data49.signature === undefined) && (missing7 = "signature"))){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2,schemaPath:"#/properties/attestation/properties/co_signatures/items/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs115 = errors;
for(const key8 in data49){
if(!((((((key8 === "suite") || (key8 === "signer")) || (key8 === "role")) || (key8 === "created")) || (key8 === "signature")) || (key8 === "participants"))){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2,schemaPath:"#/properties/attestation/properties/co_signatures/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs115 === errors){
if(data49.suite !== undefined){
let data50 = data49.suite;
const _errs116 = errors;
if(!((((data50 === "Ed25519") || (data50 === "ECDSA-P256")) || (data50 === "ECDSA-secp256k1")) || (data50 === "BLS12-381"))){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/suite",schemaPath:"#/$defs/suite/enum",keyword:"enum",params:{allowedValues: schema63.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid37 = _errs116 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data49.signer !== undefined){
let data51 = data49.signer;
const _errs118 = errors;
const _errs119 = errors;
if(errors === _errs119){
if(typeof data51 === "string"){
if(!pattern40.test(data51)){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/signer",schemaPath:"#/$defs/signerName/pattern",keyword:"pattern",params:{pattern: "^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$"},message:"must match pattern \""+"^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/signer",schemaPath:"#/$defs/signerName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid37 = _errs118 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data49.role !== undefined){
let data52 = data49.role;
const _errs121 = errors;
if(!((data52 === "verifier") || (data52 === "dao"))){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/role",schemaPath:"#/properties/attestation/properties/co_signatures/items/properties/role/enum",keyword:"enum",params:{allowedValues: schema31.properties.attestation.properties.co_signatures.items.properties.role.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid37 = _errs121 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data49.created !== undefined){
let data53 = data49.created;
const _errs122 = errors;
const _errs123 = errors;
if(errors === _errs123){
if(typeof data53 === "string"){
if(!pattern8.test(data53)){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/created",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"},message:"must match pattern \""+"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/created",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid37 = _errs122 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data49.signature !== undefined){
let data54 = data49.signature;
const _errs125 = errors;
const _errs126 = errors;
if(errors === _errs126){
if(typeof data54 === "string"){
if(!pattern33.test(data54)){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/signature",schemaPath:"#/$defs/signature/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/signature",schemaPath:"#/$defs/signature/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid37 = _errs125 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data49.participants !== undefined){
let data55 = data49.participants;
const _errs128 = errors;
if(errors === _errs128){
if(typeof data55 === "string"){
if(!pattern43.test(data55)){
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/participants",schemaPath:"#/properties/attestation/properties/co_signatures/items/properties/participants/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{2})+$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{2})+$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2+"/participants",schemaPath:"#/properties/attestation/properties/co_signatures/items/properties/participants/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid37 = _errs128 === errors;
}
else {
var valid37 = true;
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures/" + i2,schemaPath:"#/properties/attestation/properties/co_signatures/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid36 = _errs113 === errors;
if(!valid36){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/co_signatures",schemaPath:"#/properties/attestation/properties/co_signatures/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid30 = _errs111 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data38.public_keys !== undefined){
let data56 = data38.public_keys;
const _errs130 = errors;
if(errors === _errs130){
if(Array.isArray(data56)){
if(data56.length > 65){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys",schemaPath:"#/properties/attestation/properties/public_keys/maxItems",keyword:"maxItems",params:{limit: 65},message:"must NOT have more than 65 items"}];
return false;
}
else {
if(data56.length < 1){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys",schemaPath:"#/properties/attestation/properties/public_keys/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid42 = true;
const len3 = data56.length;
for(let i3=0; i3<len3; i3++){
let data57 = data56[i3];
const _errs132 = errors;
if(errors === _errs132){
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
let missing8;
if((((data57.did === undefined) && (missing8 = "did")) || ((data57.suite === undefined) && (missing8 = "suite"))) || ((data57.public_key === undefined) && (missing8 = "public_key"))){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3,schemaPath:"#/properties/attestation/properties/public_keys/items/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs134 = errors;
for(const key9 in data57){
if(!(((key9 === "did") || (key9 === "suite")) || (key9 === "public_key"))){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3,schemaPath:"#/properties/attestation/properties/public_keys/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs134 === errors){
if(data57.did !== undefined){
let data58 = data57.did;
const _errs135 = errors;
const _errs136 = errors;
if(errors === _errs136){
if(typeof data58 === "string"){
if(!pattern24.test(data58)){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3+"/did",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3+"/did",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid43 = _errs135 === errors;
}
else {
var valid43 = true;
}
if(valid43){
if(data57.suite !== undefined){
let data59 = data57.suite;
const _errs138 = errors;
if(!((((data59 === "Ed25519") || (data59 === "ECDSA-P256")) || (data59 === "ECDSA-secp256k1")) || (data59 === "BLS12-381"))){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3+"/suite",schemaPath:"#/$defs/suite/enum",keyword:"enum",params:{allowedValues: schema63.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid43 = _errs138 === errors;
}
else {
var valid43 = true;
}
if(valid43){
if(data57.public_key !== undefined){
let data60 = data57.public_key;
const _errs140 = errors;
if(errors === _errs140){
if(typeof data60 === "string"){
if(!pattern45.test(data60)){
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3+"/public_key",schemaPath:"#/properties/attestation/properties/public_keys/items/properties/public_key/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{64}|[0-9a-f]{66}|[0-9a-f]{96})$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{64}|[0-9a-f]{66}|[0-9a-f]{96})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3+"/public_key",schemaPath:"#/properties/attestation/properties/public_keys/items/properties/public_key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid43 = _errs140 === errors;
}
else {
var valid43 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys/" + i3,schemaPath:"#/properties/attestation/properties/public_keys/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid42 = _errs132 === errors;
if(!valid42){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation/public_keys",schemaPath:"#/properties/attestation/properties/public_keys/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid30 = _errs130 === errors;
}
else {
var valid30 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/attestation",schemaPath:"#/properties/attestation/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs89 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.governance_scope !== undefined){
let data61 = data.governance_scope;
const _errs142 = errors;
if(errors === _errs142){
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
let missing9;
if((((data61.jurisdiction === undefined) && (missing9 = "jurisdiction")) || ((data61.dao === undefined) && (missing9 = "dao"))) || ((data61.clause_fork === undefined) && (missing9 = "clause_fork"))){
validate20.errors = [{instancePath:instancePath+"/governance_scope",schemaPath:"#/properties/governance_scope/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"}];
return false;
}
else {
const _errs144 = errors;
for(const key10 in data61){
if(!((((((key10 === "jurisdiction") || (key10 === "dao")) || (key10 === "clause_fork")) || (key10 === "fork_lineage_hash")) || (key10 === "fork_lineage")) || (key10 === "issuer_compatibility"))){
validate20.errors = [{instancePath:instancePath+"/governance_scope",schemaPath:"#/properties/governance_scope/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs144 === errors){
if(data61.jurisdiction !== undefined){
let data62 = data61.jurisdiction;
const _errs145 = errors;
const _errs146 = errors;
if(errors === _errs146){
if(typeof data62 === "string"){
if(!pattern11.test(data62)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/jurisdiction",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/jurisdiction",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs145 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data61.dao !== undefined){
let data63 = data61.dao;
const _errs148 = errors;
const _errs149 = errors;
if(errors === _errs149){
if(typeof data63 === "string"){
if(!pattern11.test(data63)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/dao",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/dao",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs148 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data61.clause_fork !== undefined){
let data64 = data61.clause_fork;
const _errs151 = errors;
const _errs152 = errors;
if(errors === _errs152){
if(typeof data64 === "string"){
if(!pattern6.test(data64)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/clause_fork",schemaPath:"#/$defs/clauseRef/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/clause_fork",schemaPath:"#/$defs/clauseRef/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs151 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data61.fork_lineage_hash !== undefined){
let data65 = data61.fork_lineage_hash;
const _errs154 = errors;
const _errs155 = errors;
if(errors === _errs155){
if(typeof data65 === "string"){
if(!pattern10.test(data65)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs154 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data61.fork_lineage !== undefined){
let data66 = data61.fork_lineage;
const _errs157 = errors;
if(errors === _errs157){
if(Array.isArray(data66)){
if(data66.length > 64){
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage",schemaPath:"#/properties/governance_scope/properties/fork_lineage/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data66.length < 1){
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage",schemaPath:"#/properties/governance_scope/properties/fork_lineage/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid51 = true;
const len4 = data66.length;
for(let i4=0; i4<len4; i4++){
let data67 = data66[i4];
const _errs159 = errors;
const _errs160 = errors;
if(errors === _errs160){
if(typeof data67 === "string"){
if(!pattern6.test(data67)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage/" + i4,schemaPath:"#/$defs/clauseRef/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,64}(?:::[A-Za-z0-9_-]{1,64}){1,7}@(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage/" + i4,schemaPath:"#/$defs/clauseRef/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid51 = _errs159 === errors;
if(!valid51){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/fork_lineage",schemaPath:"#/properties/governance_scope/properties/fork_lineage/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid46 = _errs157 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data61.issuer_compatibility !== undefined){
let data68 = data61.issuer_compatibility;
const _errs162 = errors;
if(errors === _errs162){
if(Array.isArray(data68)){
if(data68.length > 64){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility",schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data68.length < 1){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility",schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid53 = true;
const len5 = data68.length;
for(let i5=0; i5<len5; i5++){
let data69 = data68[i5];
const _errs164 = errors;
if(errors === _errs164){
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
let missing10;
if(((data69.issuer === undefined) && (missing10 = "issuer")) || ((data69.credential_schemas === undefined) && (missing10 = "credential_schemas"))){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5,schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/items/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"}];
return false;
}
else {
const _errs166 = errors;
for(const key11 in data69){
if(!((key11 === "issuer") || (key11 === "credential_schemas"))){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5,schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs166 === errors){
if(data69.issuer !== undefined){
let data70 = data69.issuer;
const _errs167 = errors;
const _errs168 = errors;
if(errors === _errs168){
if(typeof data70 === "string"){
if(!pattern24.test(data70)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/issuer",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/issuer",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid54 = _errs167 === errors;
}
else {
var valid54 = true;
}
if(valid54){
if(data69.credential_schemas !== undefined){
let data71 = data69.credential_schemas;
const _errs170 = errors;
if(errors === _errs170){
if(Array.isArray(data71)){
if(data71.length > 64){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/credential_schemas",schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/items/properties/credential_schemas/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data71.length < 1){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/credential_schemas",schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/items/properties/credential_schemas/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid56 = true;
const len6 = data71.length;
for(let i6=0; i6<len6; i6++){
let data72 = data71[i6];
const _errs172 = errors;
const _errs173 = errors;
if(errors === _errs173){
if(typeof data72 === "string"){
if(!pattern11.test(data72)){
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/credential_schemas/" + i6,schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/credential_schemas/" + i6,schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid56 = _errs172 === errors;
if(!valid56){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5+"/credential_schemas",schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/items/properties/credential_schemas/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid54 = _errs170 === errors;
}
else {
var valid54 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility/" + i5,schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid53 = _errs164 === errors;
if(!valid53){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope/issuer_compatibility",schemaPath:"#/properties/governance_scope/properties/issuer_compatibility/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid46 = _errs162 === errors;
}
else {
var valid46 = true;
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/governance_scope",schemaPath:"#/properties/governance_scope/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs142 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.runtime_info !== undefined){
let data73 = data.runtime_info;
const _errs175 = errors;
if(errors === _errs175){
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
let missing11;
if((((((((data73.type === undefined) && (missing11 = "type")) || ((data73.vendor === undefined) && (missing11 = "vendor"))) || ((data73.build_hash === undefined) && (missing11 = "build_hash"))) || ((data73.enclave_id === undefined) && (missing11 = "enclave_id"))) || ((data73.prover_did === undefined) && (missing11 = "prover_did"))) || ((data73.attestation_signature === undefined) && (missing11 = "attestation_signature"))) || ((data73.verified_by === undefined) && (missing11 = "verified_by"))){
validate20.errors = [{instancePath:instancePath+"/runtime_info",schemaPath:"#/properties/runtime_info/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"}];
return false;
}
else {
const _errs177 = errors;
for(const key12 in data73){
if(!(((((((key12 === "type") || (key12 === "vendor")) || (key12 === "build_hash")) || (key12 === "enclave_id")) || (key12 === "prover_did")) || (key12 === "attestation_signature")) || (key12 === "verified_by"))){
validate20.errors = [{instancePath:instancePath+"/runtime_info",schemaPath:"#/properties/runtime_info/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs177 === errors){
if(data73.type !== undefined){
const _errs178 = errors;
if("ZK" !== data73.type){
validate20.errors = [{instancePath:instancePath+"/runtime_info/type",schemaPath:"#/properties/runtime_info/properties/type/const",keyword:"const",params:{allowedValue: "ZK"},message:"must be equal to constant"}];
return false;
}
var valid58 = _errs178 === errors;
}
else {
var valid58 = true;
}
if(valid58){
if(data73.vendor !== undefined){
let data75 = data73.vendor;
const _errs179 = errors;
const _errs180 = errors;
if(errors === _errs180){
if(typeof data75 === "string"){
if(!pattern11.test(data75)){
validate20.errors = [{instancePath:instancePath+"/runtime_info/vendor",schemaPath:"#/$defs/identifier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f-\\u009f]{1,256}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info/vendor",schemaPath:"#/$defs/identifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid58 = _errs179 === errors;
}
else {
var valid58 = true;
}
if(valid58){
if(data73.build_hash !== undefined){
let data76 = data73.build_hash;
const _errs182 = errors;
const _errs183 = errors;
if(errors === _errs183){
if(typeof data76 === "string"){
if(!pattern10.test(data76)){
validate20.errors = [{instancePath:instancePath+"/runtime_info/build_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info/build_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid58 = _errs182 === errors;
}
else {
var valid58 = true;
}
if(valid58){
if(data73.enclave_id !== undefined){
let data77 = data73.enclave_id;
const _errs185 = errors;
const _errs186 = errors;
if(errors === _errs186){
if(typeof data77 === "string"){
if(!pattern10.test(data77)){
validate20.errors = [{instancePath:instancePath+"/runtime_info/enclave_id",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info/enclave_id",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid58 = _errs185 === errors;
}
else {
var valid58 = true;
}
if(valid58){
if(data73.prover_did !== undefined){
let data78 = data73.prover_did;
const _errs188 = errors;
const _errs189 = errors;
if(errors === _errs189){
if(typeof data78 === "string"){
if(!pattern24.test(data78)){
validate20.errors = [{instancePath:instancePath+"/runtime_info/prover_did",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info/prover_did",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid58 = _errs188 === errors;
}
else {
var valid58 = true;
}
if(valid58){
if(data73.attestation_signature !== undefined){
let data79 = data73.attestation_signature;
const _errs191 = errors;
const _errs192 = errors;
if(errors === _errs192){
if(typeof data79 === "string"){
if(!pattern33.test(data79)){
validate20.errors = [{instancePath:instancePath+"/runtime_info/attestation_signature",schemaPath:"#/$defs/signature/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info/attestation_signature",schemaPath:"#/$defs/signature/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid58 = _errs191 === errors;
}
else {
var valid58 = true;
}
if(valid58){
if(data73.verified_by !== undefined){
let data80 = data73.verified_by;
const _errs194 = errors;
const _errs195 = errors;
if(errors === _errs195){
if(typeof data80 === "string"){
if(!pattern40.test(data80)){
validate20.errors = [{instancePath:instancePath+"/runtime_info/verified_by",schemaPath:"#/$defs/signerName/pattern",keyword:"pattern",params:{pattern: "^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$"},message:"must match pattern \""+"^(?:did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?|[A-Za-z0-9._:-]{1,64}@[A-Za-z0-9._:-]{1,64})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info/verified_by",schemaPath:"#/$defs/signerName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid58 = _errs194 === errors;
}
else {
var valid58 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/runtime_info",schemaPath:"#/properties/runtime_info/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs175 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.hash_graph !== undefined){
let data81 = data.hash_graph;
const _errs197 = errors;
if(errors === _errs197){
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
let missing12;
if((((((data81.clause_hash === undefined) && (missing12 = "clause_hash")) || ((data81.input_hash === undefined) && (missing12 = "input_hash"))) || ((data81.output_hash === undefined) && (missing12 = "output_hash"))) || ((data81.enclave_hash === undefined) && (missing12 = "enclave_hash"))) || ((data81.full_cac_hash === undefined) && (missing12 = "full_cac_hash"))){
validate20.errors = [{instancePath:instancePath+"/hash_graph",schemaPath:"#/properties/hash_graph/required",keyword:"required",params:{missingProperty: missing12},message:"must have required property '"+missing12+"'"}];
return false;
}
else {
const _errs199 = errors;
for(const key13 in data81){
if(!(((((key13 === "clause_hash") || (key13 === "input_hash")) || (key13 === "output_hash")) || (key13 === "enclave_hash")) || (key13 === "full_cac_hash"))){
validate20.errors = [{instancePath:instancePath+"/hash_graph",schemaPath:"#/properties/hash_graph/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs199 === errors){
if(data81.clause_hash !== undefined){
let data82 = data81.clause_hash;
const _errs200 = errors;
const _errs201 = errors;
if(errors === _errs201){
if(typeof data82 === "string"){
if(!pattern10.test(data82)){
validate20.errors = [{instancePath:instancePath+"/hash_graph/clause_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/hash_graph/clause_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid65 = _errs200 === errors;
}
else {
var valid65 = true;
}
if(valid65){
if(data81.input_hash !== undefined){
let data83 = data81.input_hash;
const _errs203 = errors;
const _errs204 = errors;
if(errors === _errs204){
if(typeof data83 === "string"){
if(!pattern10.test(data83)){
validate20.errors = [{instancePath:instancePath+"/hash_graph/input_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/hash_graph/input_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid65 = _errs203 === errors;
}
else {
var valid65 = true;
}
if(valid65){
if(data81.output_hash !== undefined){
let data84 = data81.output_hash;
const _errs206 = errors;
const _errs207 = errors;
if(errors === _errs207){
if(typeof data84 === "string"){
if(!pattern10.test(data84)){
validate20.errors = [{instancePath:instancePath+"/hash_graph/output_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/hash_graph/output_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid65 = _errs206 === errors;
}
else {
var valid65 = true;
}
if(valid65){
if(data81.enclave_hash !== undefined){
let data85 = data81.enclave_hash;
const _errs209 = errors;
const _errs210 = errors;
if(errors === _errs210){
if(typeof data85 === "string"){
if(!pattern10.test(data85)){
validate20.errors = [{instancePath:instancePath+"/hash_graph/enclave_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/hash_graph/enclave_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid65 = _errs209 === errors;
}
else {
var valid65 = true;
}
if(valid65){
if(data81.full_cac_hash !== undefined){
let data86 = data81.full_cac_hash;
const _errs212 = errors;
const _errs213 = errors;
if(errors === _errs213){
if(typeof data86 === "string"){
if(!pattern10.test(data86)){
validate20.errors = [{instancePath:instancePath+"/hash_graph/full_cac_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/hash_graph/full_cac_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid65 = _errs212 === errors;
}
else {
var valid65 = true;
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/hash_graph",schemaPath:"#/properties/hash_graph/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs197 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.links !== undefined){
let data87 = data.links;
const _errs215 = errors;
if(errors === _errs215){
if(data87 && typeof data87 == "object" && !Array.isArray(data87)){
let missing13;
if((data87.prev === undefined) && (missing13 = "prev")){
validate20.errors = [{instancePath:instancePath+"/links",schemaPath:"#/properties/links/required",keyword:"required",params:{missingProperty: missing13},message:"must have required property '"+missing13+"'"}];
return false;
}
else {
const _errs217 = errors;
for(const key14 in data87){
if(!(key14 === "prev")){
validate20.errors = [{instancePath:instancePath+"/links",schemaPath:"#/properties/links/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs217 === errors){
if(data87.prev !== undefined){
let data88 = data87.prev;
const _errs218 = errors;
if(errors === _errs218){
if(Array.isArray(data88)){
if(data88.length > 64){
validate20.errors = [{instancePath:instancePath+"/links/prev",schemaPath:"#/properties/links/properties/prev/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid72 = true;
const len7 = data88.length;
for(let i7=0; i7<len7; i7++){
let data89 = data88[i7];
const _errs220 = errors;
if(errors === _errs220){
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
let missing14;
if(((data89.full_cac_hash === undefined) && (missing14 = "full_cac_hash")) || ((data89.map === undefined) && (missing14 = "map"))){
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7,schemaPath:"#/properties/links/properties/prev/items/required",keyword:"required",params:{missingProperty: missing14},message:"must have required property '"+missing14+"'"}];
return false;
}
else {
const _errs222 = errors;
for(const key15 in data89){
if(!((key15 === "full_cac_hash") || (key15 === "map"))){
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7,schemaPath:"#/properties/links/properties/prev/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs222 === errors){
if(data89.full_cac_hash !== undefined){
let data90 = data89.full_cac_hash;
const _errs223 = errors;
const _errs224 = errors;
if(errors === _errs224){
if(typeof data90 === "string"){
if(!pattern10.test(data90)){
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7+"/full_cac_hash",schemaPath:"#/$defs/hash/pattern",keyword:"pattern",params:{pattern: "^0x[0-9a-f]{64}$"},message:"must match pattern \""+"^0x[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7+"/full_cac_hash",schemaPath:"#/$defs/hash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid73 = _errs223 === errors;
}
else {
var valid73 = true;
}
if(valid73){
if(data89.map !== undefined){
let data91 = data89.map;
const _errs226 = errors;
if(errors === _errs226){
if(data91 && typeof data91 == "object" && !Array.isArray(data91)){
for(const key16 in data91){
const _errs228 = errors;
const _errs229 = errors;
if(errors === _errs229){
if(typeof key16 === "string"){
if(!pattern65.test(key16)){
const err5 = {instancePath:instancePath+"/links/prev/" + i7+"/map",schemaPath:"#/$defs/pointer/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]{1,128}){1,64}$"},message:"must match pattern \""+"^(?:/[^/]{1,128}){1,64}$"+"\"",propertyName:key16};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/links/prev/" + i7+"/map",schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key16};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var valid75 = _errs228 === errors;
if(!valid75){
const err7 = {instancePath:instancePath+"/links/prev/" + i7+"/map",schemaPath:"#/properties/links/properties/prev/items/properties/map/propertyNames",keyword:"propertyNames",params:{propertyName: key16},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate20.errors = vErrors;
return false;
break;
}
}
if(valid75){
for(const key17 in data91){
let data92 = data91[key17];
const _errs232 = errors;
const _errs233 = errors;
if(errors === _errs233){
if(typeof data92 === "string"){
if(!pattern65.test(data92)){
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7+"/map/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/pointer/pattern",keyword:"pattern",params:{pattern: "^(?:/[^/]{1,128}){1,64}$"},message:"must match pattern \""+"^(?:/[^/]{1,128}){1,64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7+"/map/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/pointer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid77 = _errs232 === errors;
if(!valid77){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7+"/map",schemaPath:"#/properties/links/properties/prev/items/properties/map/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid73 = _errs226 === errors;
}
else {
var valid73 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/links/prev/" + i7,schemaPath:"#/properties/links/properties/prev/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid72 = _errs220 === errors;
if(!valid72){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/links/prev",schemaPath:"#/properties/links/properties/prev/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/links",schemaPath:"#/properties/links/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs215 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.receipts !== undefined){
let data93 = data.receipts;
const _errs235 = errors;
if(errors === _errs235){
if(Array.isArray(data93)){
if(data93.length > 16){
validate20.errors = [{instancePath:instancePath+"/receipts",schemaPath:"#/properties/receipts/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data93.length < 1){
validate20.errors = [{instancePath:instancePath+"/receipts",schemaPath:"#/properties/receipts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid79 = true;
const len8 = data93.length;
for(let i8=0; i8<len8; i8++){
let data94 = data93[i8];
const _errs237 = errors;
if(errors === _errs237){
if(data94 && typeof data94 == "object" && !Array.isArray(data94)){
let missing15;
if(((((data94.log === undefined) && (missing15 = "log")) || ((data94.time === undefined) && (missing15 = "time"))) || ((data94.suite === undefined) && (missing15 = "suite"))) || ((data94.signature === undefined) && (missing15 = "signature"))){
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8,schemaPath:"#/properties/receipts/items/required",keyword:"required",params:{missingProperty: missing15},message:"must have required property '"+missing15+"'"}];
return false;
}
else {
const _errs239 = errors;
for(const key18 in data94){
if(!((((key18 === "log") || (key18 === "time")) || (key18 === "suite")) || (key18 === "signature"))){
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8,schemaPath:"#/properties/receipts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs239 === errors){
if(data94.log !== undefined){
let data95 = data94.log;
const _errs240 = errors;
const _errs241 = errors;
if(errors === _errs241){
if(typeof data95 === "string"){
if(!pattern24.test(data95)){
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/log",schemaPath:"#/$defs/did/pattern",keyword:"pattern",params:{pattern: "^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"},message:"must match pattern \""+"^did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,256}(?:#[A-Za-z0-9._:%-]{1,128})?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/log",schemaPath:"#/$defs/did/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid80 = _errs240 === errors;
}
else {
var valid80 = true;
}
if(valid80){
if(data94.time !== undefined){
let data96 = data94.time;
const _errs243 = errors;
const _errs244 = errors;
if(errors === _errs244){
if(typeof data96 === "string"){
if(!pattern8.test(data96)){
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/time",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"},message:"must match pattern \""+"^(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/time",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid80 = _errs243 === errors;
}
else {
var valid80 = true;
}
if(valid80){
if(data94.suite !== undefined){
let data97 = data94.suite;
const _errs246 = errors;
if(!((((data97 === "Ed25519") || (data97 === "ECDSA-P256")) || (data97 === "ECDSA-secp256k1")) || (data97 === "BLS12-381"))){
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/suite",schemaPath:"#/$defs/suite/enum",keyword:"enum",params:{allowedValues: schema63.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid80 = _errs246 === errors;
}
else {
var valid80 = true;
}
if(valid80){
if(data94.signature !== undefined){
let data98 = data94.signature;
const _errs248 = errors;
const _errs249 = errors;
if(errors === _errs249){
if(typeof data98 === "string"){
if(!pattern33.test(data98)){
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/signature",schemaPath:"#/$defs/signature/pattern",keyword:"pattern",params:{pattern: "^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"},message:"must match pattern \""+"^0x(?:[0-9a-f]{128}|[0-9a-f]{192})$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8+"/signature",schemaPath:"#/$defs/signature/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid80 = _errs248 === errors;
}
else {
var valid80 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/receipts/" + i8,schemaPath:"#/properties/receipts/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid79 = _errs237 === errors;
if(!valid79){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/receipts",schemaPath:"#/properties/receipts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid6 = _errs235 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
