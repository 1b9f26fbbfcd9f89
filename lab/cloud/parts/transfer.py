"""What a DataSync execution does: a real copy with metadata, a real verification."""
import fnmatch
import hashlib
import json
import os
import stat
import threading
import time

from moto.efs.models import efs_backends
from moto.s3.models import s3_backends

from . import efs, kms, network, policies, s3
from .answers import Refusal

NOBODY = 65534
DEFAULT_MODE = 0o755  # of objects without metadata
BLOCK = 1 << 20


class Trouble(Exception):
    """What ends an execution in ERROR."""

    def __init__(self, code, detail):
        super().__init__(detail)
        self.code, self.detail = code, detail


class bucket_access:  # noqa: N801 (reads as a question)
    """What a role may do in a bucket, below a prefix."""

    def __init__(self, role, bucket, prefix):
        who = policies.Who(role.split(":")[4], role)
        self.lists = s3.may(who, "ListBucket", bucket, "", {"s3:prefix": prefix})
        self.reads = s3.may(who, "GetObject", bucket, f"{prefix}x")
        self.writes = s3.may(who, "PutObject", bucket, f"{prefix}x")


class Item:
    """A file, folder or object of either side, by its path below the location."""

    def __init__(self, path, folder, size, meta):
        self.path, self.folder, self.size, self.meta = path, folder, size, meta

    def same_as(self, other):
        """True if size and kept metadata agree."""
        return other is not None and (self.folder, self.size) == (other.folder, other.size) and self.meta == other.meta


def selected(path, folder, includes, excludes):
    """Include and exclude patterns, several joined by |."""
    def match(rules):
        for rule in rules:
            for pattern in rule.get("Value", "").split("|"):
                one = pattern.strip("/")
                if fnmatch.fnmatchcase(path, one) or fnmatch.fnmatchcase(path, one + "/*") or (folder and (one + "/").startswith(path + "/")):
                    return True
        return False
    return (not includes or match(includes)) and not match(excludes)


class FileSide:
    """A location on a file system."""

    def __init__(self, location, account, region):
        self.location = location
        self.top = os.path.join(efs.folder(location["file_system"]), location["folder"].strip("/")).rstrip("/")
        self._open(account, region)

    def _open(self, account, region):
        """Mount target, groups and policy, as a mount by DataSync meets them."""
        place = self.location
        found = efs_backends[account][region].file_systems_by_id.get(place["file_system"])
        refused = Trouble("NfsMountFailed", f"Task failed to access location {place['arn'].rpartition('/')[2]}: x40016: mount.nfs: Connection timed out")
        if found is None:
            raise refused
        targets = [one for one in found.iter_mount_targets() if one.vpc_id == place["vpc"] and efs.mount_target_state(one) == "available"]
        if not any(network.admits(account, region, one.security_groups or [], "", set(place["groups"])) and network.lets_out(
                account, region, place["groups"], one.ip_address, set(one.security_groups or [])) for one in targets):
            raise refused
        granted = efs.rights(found.file_system_policy, place["role"], place["encryption"] == "TLS1_2")
        if "elasticfilesystem:ClientMount" not in granted:
            raise Trouble("AccessDenied", f"Task failed to access location {place['arn'].rpartition('/')[2]}: x40016: mount.nfs4: access denied by server")
        self.writes = "elasticfilesystem:ClientWrite" in granted
        self.root = "elasticfilesystem:ClientRootAccess" in granted

    def items(self, rules):
        """Everything below, links and special files apart."""
        found, skipped = {}, 0
        for top, folders, files in os.walk(self.top):
            below = os.path.relpath(top, self.top)
            for name in [*folders, *files]:
                path = name if below == "." else f"{below}/{name}"
                info = os.lstat(f"{top}/{name}")
                folder = stat.S_ISDIR(info.st_mode)
                if not folder and not stat.S_ISREG(info.st_mode):
                    skipped += 1
                elif selected(path, folder, *rules):
                    found[path] = Item(path, folder, 0 if folder else info.st_size, self._meta(info))
        return found, skipped

    @staticmethod
    def _meta(info):
        return {"file-owner": str(info.st_uid), "file-group": str(info.st_gid), "file-permissions": f"{stat.S_IMODE(info.st_mode):04o}",
                "file-mtime": f"{info.st_mtime_ns}ns"}

    def atime(self, path):
        """The time of the last access."""
        return f"{os.lstat(f'{self.top}/{path}').st_atime_ns}ns"

    def read(self, path):
        """A file's bytes; root may read everything, a squashed one not."""
        full = f"{self.top}/{path}"
        if not self.root and not os.lstat(full).st_mode & 0o004:
            raise PermissionError(path)
        with open(full, "rb") as file:
            return file.read()

    def digest(self, path):
        """SHA-256 of a file."""
        made = hashlib.sha256()
        with open(f"{self.top}/{path}", "rb") as file:
            while piece := file.read(BLOCK):
                made.update(piece)
        return made.hexdigest()

    def write(self, item, data):
        """Puts a file or folder in place with its metadata."""
        if not self.writes:
            raise PermissionError(item.path)
        full = f"{self.top}/{item.path}"
        if item.folder:
            os.makedirs(full, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(full), exist_ok=True)
            partial = f"{os.path.dirname(full)}/.aws-tmp-{os.path.basename(full)}"[:4000]
            with open(partial, "wb") as file:
                file.write(data)
            os.replace(partial, full)
        meta = item.meta
        os.chown(full, int(meta["file-owner"]), int(meta["file-group"]))
        os.chmod(full, int(meta["file-permissions"], 8))
        moment = int(meta["file-mtime"].removesuffix("ns"))
        os.utime(full, ns=(moment, moment))

    def remove(self, item):
        """Takes a file or an empty folder away."""
        full = f"{self.top}/{item.path}"
        if item.folder:
            os.rmdir(full)
        else:
            os.unlink(full)


class BucketSide:
    """A location in a bucket."""

    def __init__(self, location, region):
        self.location, self.region = location, region
        self.prefix = location["folder"].lstrip("/")
        self.who = policies.Who(location["role"].split(":")[4], location["role"])
        self.bucket = s3.find(location["bucket"])
        if self.bucket is None:
            raise Trouble("S3BucketNotFound", f"bucket {location['bucket']} does not exist")
        if not s3.may(self.who, "ListBucket", location["bucket"], "", {"s3:prefix": self.prefix}):
            raise Trouble("AccessDenied", f"Task failed to access location: could not perform s3:ListBucket on {location['bucket']}")
        self.backend = s3_backends[s3.owner(location["bucket"])]["aws"]

    def items(self, rules):
        """Everything below the prefix; a name that ends in / is a folder."""
        found, skipped = {}, 0
        for name in list(self.bucket.keys.keys()):
            if not name.startswith(self.prefix) or name == self.prefix:
                continue
            key = self.bucket.keys.get(name)
            if key is None or not hasattr(key, "size"):
                continue
            path, folder = name[len(self.prefix):].rstrip("/"), name.endswith("/")
            if not path or any(part in ("", ".", "..") for part in path.split("/")):
                skipped += 1
            elif selected(path, folder, *rules):
                found[path] = Item(path, folder, 0 if folder else key.size, self._meta(key, folder))
        return found, skipped

    @staticmethod
    def _meta(key, folder):
        kept = {name.lower().removeprefix("x-amz-meta-"): str(value) for name, value in key.metadata.items()}
        modified = int(key.last_modified.timestamp() * 1e9)
        mode = kept.get("file-permissions", f"{DEFAULT_MODE:04o}")
        try:
            int(mode, 8), int(kept.get("file-owner", 0)), int(kept.get("file-group", 0)), int(kept.get("file-mtime", "0ns").removesuffix("ns"))
        except ValueError:
            kept, mode = {}, f"{DEFAULT_MODE:04o}"
        return {"file-owner": kept.get("file-owner", str(NOBODY)), "file-group": kept.get("file-group", str(NOBODY)),
                "file-permissions": f"{int(mode, 8) & 0o7777:04o}", "file-mtime": kept.get("file-mtime", f"{modified}ns")}

    def _key(self, item):
        return f"{self.prefix}{item.path}" + ("/" if item.folder else "")

    def read(self, path):
        """An object's bytes."""
        if not s3.may(self.who, "GetObject", self.location["bucket"], f"{self.prefix}{path}"):
            raise PermissionError(path)
        return self.bucket.keys[f"{self.prefix}{path}"].value

    def digest(self, path):
        """SHA-256 of an object."""
        return hashlib.sha256(self.bucket.keys[f"{self.prefix}{path}"].value).hexdigest()

    def write(self, item, data):
        """Puts an object with POSIX metadata."""
        name = self._key(item)
        if not s3.may(self.who, "PutObject", self.location["bucket"], name):
            raise PermissionError(item.path)
        key_id = kms.default_key(self.location["bucket"])
        kind = "aws:kms" if key_id else None
        if key_id:
            try:
                kms.usable(self.who, "kms:GenerateDataKey", self.region, key_id, {"kms:ViaService": f"s3.{self.region}.amazonaws.com"})
            except Refusal as error:
                raise Trouble("KMSAccessDenied", f"could not use the key of bucket {self.location['bucket']}: {error.message}") from None
        made = self.backend.put_object(self.location["bucket"], name, data, storage=self.location.get("class", "STANDARD"),
                                       encryption=kind, kms_key_id=key_id or None)
        meta = {f"x-amz-meta-{key}": value for key, value in item.meta.items()}
        made.set_metadata({**meta, "x-amz-meta-file-atime": item.meta.get("file-atime", item.meta["file-mtime"]), "x-amz-meta-user-agent": "aws-datasync",
                           "Content-Type": "application/octet-stream"})

    def remove(self, item):
        """Deletes an object."""
        self.backend.delete_object(self.location["bucket"], self._key(item))


class Execution:
    """One run of a task."""

    def __init__(self, cloud, account, region, arn, plan, source, target):
        self.cloud, self.account, self.region, self.arn, self.plan = cloud, account, region, arn, plan
        self.task, self.source, self.target = plan["arn"], source, target
        self.status, self.began, self.ended = "QUEUED", time.time(), None
        self.counts = dict.fromkeys(("EstimatedFilesToTransfer", "EstimatedBytesToTransfer", "FilesTransferred", "BytesWritten",
                                     "BytesTransferred", "BytesCompressed", "FilesSkipped", "FilesVerified", "FilesDeleted",
                                     "EstimatedFilesToDelete", "FilesPrepared"), 0)
        self.result, self.report_result = {}, None
        self.rows, self.failed = [], []
        self._cancel, self.done = threading.Event(), threading.Event()

    @property
    def over(self):
        """True at the end."""
        return self.status in ("SUCCESS", "ERROR")

    def start(self, earlier):
        """Runs in the background, after an earlier execution of the same task."""
        if earlier is None:
            self.status = "LAUNCHING"
        threading.Thread(target=self._run, args=(earlier,), daemon=True, name=self.arn[-22:]).start()

    def cancel(self):
        """Asks for the end."""
        self.status = "CANCELLING"
        self._cancel.set()

    def describe(self):
        """DescribeTaskExecution."""
        options = self.plan["options"]
        told = {"TaskExecutionArn": self.arn, "Status": self.status, "Options": options, "Includes": self.plan["includes"],
                "Excludes": self.plan["excludes"], "StartTime": self.began, "TaskMode": "BASIC", **self.counts}
        if self.result:
            told["Result"] = self.result
        if self.plan["report"]:
            told["TaskReportConfig"] = self.plan["report"]
            told["ReportResult"] = self.report_result or {"Status": "PENDING"}
        return told

    def _run(self, earlier):
        while earlier and not earlier.done.wait(0.1) and not self._cancel.is_set():
            pass
        phase, times = "Prepare", {}
        try:
            self._turn("LAUNCHING")
            rules = (self.plan["includes"], self.plan["excludes"])
            sides = [FileSide(one, self.account, self.region) if one["kind"] == "efs" else BucketSide(one, self.region)
                     for one in (self.source, self.target)]
            times["Prepare"] = self._turn("PREPARING")
            work = self._prepare(*sides, rules)
            phase = "Transfer"
            times["Transfer"] = self._turn("TRANSFERRING")
            self._transfer(*sides, work)
            phase = "Verify"
            if self.plan["options"]["VerifyMode"] != "NONE":
                times["Verify"] = self._turn("VERIFYING")
                self._verify(*sides, work, rules)
            self._finish("SUCCESS", phase, times, "", "")
        except Trouble as error:
            self._finish("ERROR", phase, times, error.code, error.detail)
        except Exception as error:  # shown in the execution's result
            import traceback
            traceback.print_exc()
            self._finish("ERROR", phase, times, "InternalError", str(error))

    def _turn(self, status):
        """The next phase, which lasts at least the configured delay."""
        if not self._cancel.is_set():
            self.status = status
        self._cancel.wait(self.cloud.delay("transferPhase"))
        if self._cancel.is_set() or self.cloud.closing.is_set():
            raise Trouble("Cancelled", "Task execution was cancelled.")
        return time.time()

    def _prepare(self, source, target, rules):
        """What has to be copied, what removed."""
        have, skipped = source.items(rules)
        there, _ = target.items(rules)
        options = self.plan["options"]
        changed = [item for path, item in have.items() if options["TransferMode"] == "ALL" or not item.same_as(there.get(path))]
        if options["OverwriteMode"] == "NEVER":
            changed = [item for item in changed if item.path not in there]
        extra = [item for path, item in there.items() if path not in have] if options["PreserveDeletedFiles"] == "REMOVE" else []
        self.counts.update(EstimatedFilesToTransfer=len(changed), EstimatedBytesToTransfer=sum(item.size for item in changed),
                           FilesPrepared=len(have), FilesSkipped=len(have) - len(changed) + skipped, EstimatedFilesToDelete=len(extra))
        return sorted(changed, key=lambda item: item.path), sorted(extra, key=lambda item: item.path, reverse=True)

    def _transfer(self, source, target, work):
        """The copy."""
        changed, extra = work
        # folders last, the deepest first: what is written into them changes their times
        for item in sorted(changed, key=lambda item: (item.folder, -item.path.count("/"))):
            if self._cancel.is_set():
                raise Trouble("Cancelled", "Task execution was cancelled.")
            try:
                data = b"" if item.folder else source.read(item.path)
                if isinstance(source, FileSide) and self.plan["options"]["Atime"] == "BEST_EFFORT":
                    item.meta = {**item.meta, "file-atime": source.atime(item.path)}
                with self.cloud.lock:
                    target.write(item, data)
            except (OSError, KeyError) as error:
                self.failed.append({"RelativePath": item.path, "Reason": f"{type(error).__name__}"})
                continue
            self.counts["FilesTransferred"] += 1
            self.counts["BytesWritten"] += len(data)
            self.counts["BytesTransferred"] += len(data)
            self.rows.append({"RelativePath": item.path, "SrcMetadata": {"Type": "Directory" if item.folder else "Regular", "ContentSize": item.size, **item.meta},
                              "TransferType": "CONTENT_AND_METADATA", "TransferStatus": "SUCCESS"})
        for item in extra:
            with self.cloud.lock:
                target.remove(item)
            self.counts["FilesDeleted"] += 1
        if self.failed:
            raise Trouble("FilesFailed", f"{len(self.failed)} files could not be transferred, the first: {self.failed[0]['RelativePath']}")

    def _verify(self, source, target, work, rules):
        """Reads both sides again."""
        have, _ = source.items(rules)
        there, _ = target.items(rules)
        whole = self.plan["options"]["VerifyMode"] == "POINT_IN_TIME_CONSISTENT"
        paths = sorted(have) if whole else [item.path for item in work[0]]
        for path in paths:
            left, right = have.get(path), there.get(path)
            fine = left is not None and right is not None and (left.folder, left.size) == (right.folder, right.size) and all(
                left.meta[name] == right.meta[name] for name in ("file-owner", "file-group", "file-permissions", "file-mtime"))
            if fine and not left.folder:
                fine = source.digest(path) == target.digest(path)
            if fine:
                self.counts["FilesVerified"] += 1
            else:
                self.failed.append({"RelativePath": path, "Reason": "source and destination differ"})
        if whole and self.plan["options"]["PreserveDeletedFiles"] == "REMOVE":
            self.failed += [{"RelativePath": path, "Reason": "not in the source"} for path in there if path not in have]
        if self.failed:
            raise Trouble("VerificationFailed", f"Verification failed for {len(self.failed)} files, the first: {self.failed[0]['RelativePath']}")

    def _finish(self, status, phase, times, code, detail):
        """Result, report, end."""
        now = time.time()
        marks = ["Prepare", "Transfer", "Verify"]
        self.result = {"TotalDuration": int((now - self.began) * 1000)}
        for number, name in enumerate(marks):
            if name not in times:
                self.result[f"{name}Status"] = "PENDING" if status == "ERROR" else "SUCCESS"
                continue
            end = next((times[later] for later in marks[number + 1:] if later in times), now)
            self.result[f"{name}Duration"] = int((end - times[name]) * 1000)
            self.result[f"{name}Status"] = "ERROR" if status == "ERROR" and name == phase else "SUCCESS"
        if status == "ERROR":
            self.result.update(ErrorCode=code, ErrorDetail=detail)
        if self.plan["report"]:
            self.report_result = self._report(status)
        self.ended, self.status = now, status
        self.done.set()

    def _report(self, status):
        """The task report, where it was asked for."""
        config = self.plan["report"]["Destination"]["S3"]
        bucket, role = config["S3BucketArn"].rpartition(":")[2], config.get("BucketAccessRoleArn", "")
        prefix = "".join(f"{part}/" for part in config.get("Subdirectory", "").split("/") if part)
        ident = self.arn.rpartition("/")[2]
        summary = {"TaskExecutionArn": self.arn, "Status": status, "Counts": self.counts, "Result": self.result, "Failed": self.failed}
        files = {f"{prefix}Summary-Reports/{ident}-Summary.json": summary}
        if self.plan["report"].get("OutputType") != "SUMMARY_ONLY":
            files[f"{prefix}Detailed-Reports/{ident}/{ident}.files-transferred-v1-00001-of-00001.json"] = {"Transferred": self.rows}
        who = policies.Who(role.split(":")[4] if role else "", role)
        found = s3.find(bucket)
        if found is None or not all(s3.may(who, "PutObject", bucket, name) for name in files):
            return {"Status": "ERROR", "ErrorCode": "AccessDenied", "ErrorDetail": f"report could not be written to {bucket}"}
        with self.cloud.lock:
            for name, value in files.items():
                s3_backends[s3.owner(bucket)]["aws"].put_object(bucket, name, json.dumps(value).encode())
        return {"Status": "SUCCESS"}
