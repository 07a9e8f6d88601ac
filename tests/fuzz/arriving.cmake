# What reads the bodies of strangers needs no more of its rooms than these: it is tried beside the connectors.
set(BALIE_ARRIVAL_SOURCES ${PROJECT_SOURCE_DIR}/src/client/bodies.cpp ${PROJECT_SOURCE_DIR}/src/api/request_body.cpp
    ${PROJECT_SOURCE_DIR}/src/api/strict_json.cpp ${PROJECT_SOURCE_DIR}/src/media/multipart.cpp)
