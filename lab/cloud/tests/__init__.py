"""The lab's own tests, run against live clouds by `lab/cloud/cloud check`."""
