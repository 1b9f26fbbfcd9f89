"""Stand-ins: what they hand in verifies."""
import json
import os
import subprocess
import sys
import tarfile
import tempfile

from .lab import HERE
from .run import claim
from .shares import Share
from .storage import emptied

VERIFIER = os.path.join(os.path.dirname(os.path.dirname(HERE)), "Tests", "Interoperability", "verify_bundle.py")
NONCE = "0123456789abcdef" * 2


def ordered(lab, name, instance, **values):
    """Runs a document that takes these parameters on a stand-in; returns (invocation, the two lines of its answer)."""
    ssm = lab.client("ssm", "one")
    values = {"caseId": "C-9", "nonce": NONCE, **values}
    steps = [{"action": "aws:runShellScript", "name": "go", "inputs": {"runCommand": ["exit 9"]}}]
    ssm.create_document(Name=name, DocumentType="Command", DocumentFormat="JSON", Content=json.dumps(
        {"schemaVersion": "2.2", "parameters": {key: {"type": "String"} for key in values}, "mainSteps": steps}))
    ident = lab.instance(instance)
    command = ssm.send_command(InstanceIds=[ident], DocumentName=name, Parameters={key: [value] for key, value in values.items()})
    found = lab.ended(ssm, command["Command"]["CommandId"], ident)
    ssm.delete_document(Name=name)
    return found, [json.loads(line) for line in found["StandardOutputContent"].splitlines()]


def verified(folder, seal):
    """True if the verifier that was written from the format's page alone accepts a bundle with this seal."""
    done = subprocess.run([sys.executable, VERIFIER, folder, seal], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "verified\n", done
    return True


@claim
def the_uploaded_bundle_of_a_stand_in_agrees_with_the_seal_that_it_answers(lab):
    s3 = lab.client("s3", "home")
    s3.create_bucket(Bucket="standins")
    signer = lab.client("s3", "home", endpoint=lab.told["target_endpoint"])
    address = signer.generate_presigned_url("put_object", Params={"Bucket": "standins", "Key": "b.tar", "IfNoneMatch": "*"}, ExpiresIn=60)
    found, (summary, told) = ordered(lab, "OwnDirect", "stand-1", bundleUrl=address)
    assert found["Status"] == "Success" and told["upload"]["status"] == "stored", found
    with tempfile.TemporaryDirectory() as folder:
        s3.download_file("standins", "b.tar", f"{folder}/b.tar")
        with tarfile.open(f"{folder}/b.tar") as archive:
            assert archive.getnames()[0] == "bundle.json"
            archive.extractall(f"{folder}/b", filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(f"{folder}/b")
        assert verified(f"{folder}/b", summary["seal"])
        with open(f"{folder}/b/bundle.json", encoding="utf-8") as file:
            entry = json.load(file)
    assert (entry["case"], entry["nonce"], entry["profile"]) == ("C-9", NONCE, "quick"), entry
    assert (entry["host"]["hostname"], entry["host"]["instance_id"]) == ("stand-1", lab.instance("stand-1")), entry
    emptied(s3, "standins")


@claim
def a_stand_in_writes_its_bundle_onto_the_share_that_admits_it_and_no_other(lab):
    share = Share(lab, "standin-share", "stand-1")
    found, (summary, told) = ordered(lab, "OwnCollect", "stand-1", evidenceAddress=share.ip)
    assert found["Status"] == "Success" and told["share"]["bundle"] == summary["bundle"] and summary["profile"] == "standard", found
    assert verified(f"{share.folder}/{summary['bundle']}", summary["seal"])
    found, (refusal,) = ordered(lab, "OwnCollect", "stand-2", evidenceAddress=share.ip)
    assert found["ResponseCode"] == 1 and refusal["error"]["code"] == "mount-refused", found
    share.remove()
