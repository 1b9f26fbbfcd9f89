internal import CaseModel
internal import HostFacts

extension LogFileRecord {
  /// A record that holds what is known of the file before it is read.
  init(_ input: ArtifactInput, kind: String) {
    self.init(path: input.path, kind: kind)
    size = input.size
    modifiedAt = input.file?.modified
    changedAt = input.file?.changed
    bornAt = input.file?.born
    linkTarget = input.file?.linkTarget
    exhibit = input.exhibit
  }
}
