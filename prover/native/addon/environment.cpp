/** See environment.hpp. */
#include "environment.hpp"

#include <new>

namespace clauseproof {

napi_value errorOf(napi_env env, const std::string& code, const std::string& message) {
  napi_value codeValue, messageValue, error;
  napi_create_string_utf8(env, code.data(), code.size(), &codeValue);
  napi_create_string_utf8(env, message.data(), message.size(), &messageValue);
  napi_create_error(env, codeValue, messageValue, &error);
  return error;
}

Environment* Environment::create(napi_env env) {
  auto* const self = new Environment(env);
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  uv_async_init(loop, &self->wake_, [](uv_async_t* handle) { static_cast<Environment*>(handle->data)->settle(); });
  self->wake_.data = self;
  uv_unref(reinterpret_cast<uv_handle_t*>(&self->wake_));
  napi_value name;
  napi_create_string_utf8(env, "clauseproof", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, nullptr, name, &self->context_);
  napi_add_async_cleanup_hook(env, close, self, &self->hook_);
  return self;
}

napi_value Environment::run(napi_value keep, Work work, Complete complete) {
  auto* const task = new Task();
  napi_value promise = nullptr;
  napi_create_promise(env_, &task->deferred, &promise);
  if (keep != nullptr) napi_create_reference(env_, keep, 1, &task->keep);
  task->work = std::move(work);
  task->complete = std::move(complete);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    running_++;
  }
  uv_ref(reinterpret_cast<uv_handle_t*>(&wake_));
  try {
    task->thread = std::thread([this, task] { perform(task); });
  } catch (const std::system_error&) {
    task->code = "engine.no-thread";
    task->message = "the system gives no more threads";
    const std::lock_guard<std::mutex> lock(mutex_);
    finished_.push_back(task);
    uv_async_send(&wake_);
  }
  return promise;
}

void Environment::perform(Task* task) {
  try {
    task->work();
  } catch (const Failure& failure) {
    task->code = failure.code();
    task->message = failure.what();
  } catch (const std::bad_alloc&) {
    task->code = "engine.memory";
    task->message = "there is not enough memory for the proving key's tables or the proof";
  } catch (const std::exception& error) {
    task->code = "engine.failed";
    task->message = error.what();
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  finished_.push_back(task);
  uv_async_send(&wake_);
  idle_.notify_all();
}

void Environment::settle() {
  std::vector<Task*> tasks;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    tasks.swap(finished_);
    running_ -= tasks.size();
    if (running_ == 0) uv_unref(reinterpret_cast<uv_handle_t*>(&wake_));
  }
  for (Task* task : tasks) {
    if (task->thread.joinable()) task->thread.join();
    settle(*task);
    delete task;
  }
}

void Environment::settle(Task& task) {
  napi_handle_scope handles = nullptr;
  napi_open_handle_scope(env_, &handles);
  napi_value resource;
  napi_create_object(env_, &resource);
  napi_callback_scope scope = nullptr;
  napi_open_callback_scope(env_, resource, context_, &scope);
  if (!task.code.empty())
    napi_reject_deferred(env_, task.deferred, errorOf(env_, task.code, task.message));
  else if (const napi_value result = task.complete(env_))
    napi_resolve_deferred(env_, task.deferred, result);
  else
    napi_reject_deferred(env_, task.deferred, errorOf(env_, "engine.memory", "there is not enough memory for the result"));
  if (task.keep != nullptr) napi_delete_reference(env_, task.keep);
  napi_close_callback_scope(env_, scope);
  napi_close_handle_scope(env_, handles);
}

void Environment::close(napi_async_cleanup_hook_handle hook, void* data) {
  auto* const self = static_cast<Environment*>(data);
  self->hook_ = hook;
  {
    std::unique_lock<std::mutex> lock(self->mutex_);
    self->idle_.wait(lock, [self] { return self->finished_.size() == self->running_; });
    // Nobody is left to be answered.
    for (Task* task : self->finished_) {
      if (task->thread.joinable()) {
        lock.unlock();
        task->thread.join();
        lock.lock();
      }
      delete task;
    }
    self->finished_.clear();
    self->running_ = 0;
  }
  uv_close(reinterpret_cast<uv_handle_t*>(&self->wake_), [](uv_handle_t* handle) {
    auto* const closed = static_cast<Environment*>(handle->data);
    const napi_async_cleanup_hook_handle last = closed->hook_;
    delete closed;
    napi_remove_async_cleanup_hook(last);
  });
}

}  // namespace clauseproof
