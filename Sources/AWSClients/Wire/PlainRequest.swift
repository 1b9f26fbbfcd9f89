internal import AWSSigning

/// A request before it has an endpoint and a signature.
struct PlainRequest {
  var method: String
  /// Encoded; without any prefix of the endpoint.
  var path: String
  var query: [NamedValue] = []
  var headers: [NamedValue] = []
  var body: HTTPBody = .empty
  /// S3 only.
  var bucket: String?
}
