import Artifacts
import CaseModel
import HostFacts

/// Metadata as the collector hands it over.
func persistenceFile(_ path: String, mode: Int = 0o644) -> FileRecord {
  var file = FileRecord(path: HostString(path), kind: .file)
  file.uid = 0
  file.mode = mode
  file.modified = Timestamp(seconds: 1_700_000_000)
  file.changed = Timestamp(seconds: 1_700_000_001)
  file.born = Timestamp(seconds: 1_600_000_000)
  return file
}

/// What the named parser makes of bytes.
func runPersistence(_ parser: String, _ path: String, bytes: [UInt8], mode: Int = 0o644, account: HostString? = nil)
  -> ArtifactOutput
{
  var input = ArtifactInput(path: HostString(path), bytes: bytes, now: Timestamp(seconds: 1_764_000_000))
  input.file = persistenceFile(path, mode: mode)
  input.account = account
  input.exhibit = "e1"
  return ArtifactParsers.named(parser)?.parse(input) ?? ArtifactOutput()
}

/// The records the named parser makes of a text.
func persistence(_ parser: String, _ path: String, _ text: String, mode: Int = 0o644, account: HostString? = nil)
  -> [PersistenceRecord]
{
  persistence(of: runPersistence(parser, path, bytes: Array(text.utf8), mode: mode, account: account))
}

func persistence(of output: ArtifactOutput) -> [PersistenceRecord] {
  output.facts.compactMap { if case .persistence(let record) = $0 { record } else { nil } }
}
