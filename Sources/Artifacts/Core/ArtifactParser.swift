/// Turns the bytes of one kind of artifact into records.
///
/// A parser is a pure function. It never traps and never runs long on what an attacker wrote: lengths, counts and depths have
/// ceilings, damage is skipped with a note, and what is good before and after the damage is kept.
public protocol ArtifactParser: Sendable {
  /// Unique lower-case name, such as `utmp`; definitions choose a parser by it.
  static var name: String { get }
  /// One or two sentences: what it reads, by which standard, and what it gives.
  static var about: String { get }
  /// Reads the artifact. Damaged input gives fewer facts and more notes, never an error.
  static func parse(_ input: ArtifactInput) -> ArtifactOutput
}
